"""The spine: health organizations of the world, and the registers they are known from.

Organization: a hospital, health system, clinic, agency or association.
Name: a name other than the one shown: alternative, former (with dates), acronym, or in another language.
Identifier: what a register calls the organization (CCN, NPI, ROR, ODS, Wikidata), unique within its scheme.
Register: one edition of an outside list of organizations; a RegisterRow is one line of it.
ImportRun: one reading of a register's file, with its report; a Rejection is a line that could not be read.
Provenance: for every field that came from outside, the register and its date.
"""
