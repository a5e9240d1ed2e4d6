/* Looks for the number whose SHA-256 is the one given; the page goes on meanwhile. */
const hex = (bytes) => Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, "0")).join("");

onmessage = async ({ data: { algorithm, challenge, salt, most } }) => {
  const encoder = new TextEncoder();
  for (let start = 0; start <= most; start += 64) {
    const numbers = Array.from({ length: Math.min(64, most - start + 1) }, (_, offset) => start + offset);
    const digests = await Promise.all(
      numbers.map((number) => crypto.subtle.digest(algorithm, encoder.encode(salt + number))),
    );
    const found = digests.findIndex((digest) => hex(digest) === challenge);
    if (found >= 0) return postMessage(numbers[found]);
  }
  postMessage(null);
};
