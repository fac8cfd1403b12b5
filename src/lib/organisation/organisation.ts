export const ROLES = [
	'requester',
	'manager',
	'buyer',
	'subjectExpert',
	'contractManager',
	'storageKeeper',
	'pilotLead',
	'factorOwner',
	'orgAdmin',
	'operator',
	'auditor',
	'partner'
] as const;
export type Role = (typeof ROLES)[number];

export const ORGANISATION_KINDS = ['municipality', 'stateAgency', 'churchCouncil'] as const;
export type OrganisationKind = (typeof ORGANISATION_KINDS)[number];

const ORGNR_WEIGHTS = [3, 2, 7, 6, 5, 4, 3, 2];

/** True for nine digits whose last is the modulo-11 check digit (Enhetsregisteret); spaces are not accepted. */
export function isOrgnr(orgnr: string): boolean {
	if (!/^[0-9]{9}$/.test(orgnr)) return false;
	const sum = ORGNR_WEIGHTS.reduce((total, weight, place) => total + weight * Number(orgnr[place]), 0);
	return (11 - (sum % 11)) % 11 === Number(orgnr[8]);
}

/** `964338531` → `964 338 531`, with non-breaking spaces. */
export const formatOrgnr = (orgnr: string): string =>
	orgnr.replace(/^(\d{3})(\d{3})(\d{3})$/, '$1\u00a0$2\u00a0$3');
