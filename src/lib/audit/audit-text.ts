import { codeText, type Words } from '$lib/i18n/code-text';
import * as words from '$lib/i18n/words/index.js';

/** Kinds of things that belong to the instance, whoever's organisation an operator acted from. */
export const INSTANCE_KINDS = [
	'organisation',
	'cooperation',
	'itemType',
	'job',
	'instanceRule',
	'setting',
	'reason',
	'instanceAuditExport'
] as const;

/** Vocabularies that have words for the states and reasons of a kind of thing, the closest first. */
const VOCABULARIES: Record<string, readonly Words[]> = {
	listing: [words.listingState, words.withdrawReason],
	need: [words.need, words.sentBack],
	reuseCheck: [words.sentBack],
	purchaseRequest: [words.purchaseRequest, words.sentBack],
	clearance: [words.clearance],
	reservation: [words.reservation, words.reservationEnded],
	apiToken: [words.tokenScope],
	membership: [words.role],
	signInRule: [words.role],
	benefitEntry: [words.benefitCause],
	itemType: [words.catalogueOutcome],
	job: [words.jobName],
	setting: [words.setting],
	reason: [words.refusal, words.withdrawReason, words.loss]
};

function firstText(vocabularies: readonly Words[], code: string): string {
	for (const vocabulary of vocabularies) {
		const text = codeText(vocabulary, code);
		if (text !== code) return text;
	}
	return code;
}

const vocabulariesOf = (event: string, subjectKind: string): readonly Words[] => {
	if (event === 'custody.recorded') return [words.custody];
	if (event === 'hazard.recorded') return [words.hazard, words.hazardReason];
	if (event === 'lot.stockChanged') return [words.loss];
	return VOCABULARIES[subjectKind] ?? [];
};

/** What happened, in words: `listing.published` → «Annonse lagt ut». */
export const eventText = (event: string): string => {
	const key = event.replace('.', '_');
	const text = codeText(words.auditEvent, key);
	return text === key ? event : text;
};

/** What kind of thing it happened to. */
export const subjectText = (subjectKind: string): string => codeText(words.auditSubject, subjectKind);

/** A state the thing went from or to. */
export const stateText = (event: string, subjectKind: string, state: string): string =>
	firstText([...vocabulariesOf(event, subjectKind), words.auditState], state);

/** Why, in words; several codes are joined by commas. */
export const reasonText = (event: string, subjectKind: string, reason: string): string =>
	reason
		.split(',')
		.map((code) =>
			// What something else led to names it by its event.
			code.includes('.')
				? eventText(code)
				: firstText([words.auditReason, ...[...vocabulariesOf(event, subjectKind)].reverse()], code)
		)
		.join(', ');

/** Every event there are words for. */
export const knownEvents = (): string[] => Object.keys(words.auditEvent).map((key) => key.replace('_', '.'));

/** Every kind of thing there are words for. */
export const knownSubjects = (): string[] => Object.keys(words.auditSubject);
