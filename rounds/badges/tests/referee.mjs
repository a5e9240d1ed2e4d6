// Digital Bazaar's verifier, as a stranger would run it: what we serve comes in as JSON, the verdict goes out.
// The network is refused: whatever is asked for and was not brought is an error.
import net from 'node:net';
import {readFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {join} from 'node:path';
import {pathToFileURL} from 'node:url';

net.Socket.prototype.connect = () => { throw new Error('The network is refused.'); };
globalThis.fetch = () => { throw new Error('The network is refused.'); };

const {modules, credential, documents} = JSON.parse(readFileSync(0, 'utf8'));
const {resolve} = createRequire(join(modules, 'x.js'));
const bring = async name => import(pathToFileURL(resolve(name)));
const vc = await bring('@digitalbazaar/vc');
const {DataIntegrityProof} = await bring('@digitalbazaar/data-integrity');
const {cryptosuite} = await bring('@digitalbazaar/eddsa-rdfc-2022-cryptosuite');
const {checkStatus} = await bring('@digitalbazaar/vc-bitstring-status-list');
const {default: jsigs} = await bring('jsonld-signatures');

const documentLoader = jsigs.extendContextLoader(async url => {
  if(Object.hasOwn(documents, url)) {
    return {contextUrl: null, documentUrl: url, document: documents[url]};
  }
  const [did, key] = url.split('#');
  const method = key && documents[did]?.verificationMethod?.find(one => one.id === url);
  if(method) {
    const document = {'@context': 'https://w3id.org/security/multikey/v1', ...method};
    return {contextUrl: null, documentUrl: url, document};
  }
  throw new Error(`Not brought: ${url}`);
});
const suite = new DataIntegrityProof({cryptosuite});
const found = await vc.verifyCredential({
  credential, suite, documentLoader,
  checkStatus: async given => checkStatus({...given, suite, verifyBitstringStatusListCredential: true}),
});
// Its "verified" of a status says that the list could be believed; what the list says stands beside it.
const takenBack = found.statusResult?.results?.some(one => one.status) ?? false;
const why = [found.error, ...(found.error?.errors ?? []), found.statusResult?.error]
  .filter(Boolean).map(one => `${one.name}: ${one.message}`);
if(takenBack) {
  why.push('Taken back.');
}
console.log(JSON.stringify({verified: found.verified && !takenBack, why}));
