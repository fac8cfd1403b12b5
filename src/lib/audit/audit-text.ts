import { codeText } from '$lib/i18n/error-text';
import { m } from '$lib/i18n/paraglide/messages.js';

/** Kinds of things that belong to the instance, whoever's organisation an operator acted from. */
export const INSTANCE_KINDS = [
	'organisation',
	'cooperation',
	'itemType',
	'job',
	'instanceRule',
	'instanceAuditExport'
] as const;

/** Vocabularies that have words for the states and reasons of a kind of thing, the closest first. */
const VOCABULARIES: Record<string, readonly string[]> = {
	listing: ['listingState', 'withdrawReason'],
	need: ['need', 'sentBack'],
	reuseCheck: ['sentBack'],
	purchaseRequest: ['purchaseRequest', 'sentBack'],
	clearance: ['clearance'],
	reservation: ['reservation', 'reservationEnded'],
	apiToken: ['tokenScope'],
	membership: ['role'],
	signInRule: ['role'],
	benefitEntry: ['benefitCause'],
	itemType: ['catalogueOutcome'],
	job: ['jobName']
};

function firstText(vocabularies: readonly string[], code: string): string {
	for (const vocabulary of vocabularies) {
		const text = codeText(vocabulary, code);
		if (text !== code) return text;
	}
	return code;
}

const vocabulariesOf = (event: string, subjectKind: string): readonly string[] => {
	if (event === 'custody.recorded') return ['custody'];
	if (event === 'hazard.recorded') return ['hazard', 'hazardReason'];
	if (event === 'lot.stockChanged') return ['loss'];
	return VOCABULARIES[subjectKind] ?? [];
};

/** What happened, in words: `listing.published` → «Annonse lagt ut». */
export const eventText = (event: string): string => {
	const key = event.replace('.', '_');
	const text = codeText('auditEvent', key);
	return text === key ? event : text;
};

/** What kind of thing it happened to. */
export const subjectText = (subjectKind: string): string => codeText('auditSubject', subjectKind);

/** A state the thing went from or to. */
export const stateText = (event: string, subjectKind: string, state: string): string =>
	firstText([...vocabulariesOf(event, subjectKind), 'auditState'], state);

/** Why, in words; several codes are joined by commas. */
export const reasonText = (event: string, subjectKind: string, reason: string): string =>
	reason
		.split(',')
		.map((code) =>
			// What something else led to names it by its event.
			code.includes('.')
				? eventText(code)
				: firstText(['auditReason', ...[...vocabulariesOf(event, subjectKind)].reverse()], code)
		)
		.join(', ');

const keysOf = (vocabulary: string): string[] =>
	Object.keys(m)
		.filter((key) => key.startsWith(`${vocabulary}_`))
		.map((key) => key.slice(vocabulary.length + 1));

/** Every event there are words for. */
export const knownEvents = (): string[] => keysOf('auditEvent').map((key) => key.replace('_', '.'));

/** Every kind of thing there are words for. */
export const knownSubjects = (): string[] => keysOf('auditSubject');
