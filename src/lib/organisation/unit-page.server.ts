import { codeText } from '$lib/i18n/code-text';
import { errorText } from '$lib/i18n/error-text';
import { m } from '$lib/i18n/paraglide/messages.js';
import * as words from '$lib/i18n/words/index.js';
import type { Locale } from '$lib/i18n/paraglide/runtime.js';
import { formatNumber } from '$lib/platform/format';
import type { FormFailure } from '$lib/platform/http/form-action.server';
import type { Effects, Reach } from './unit-looks.server';
import type { Problem } from './unit.deps.server';

const NAMED_AT_MOST = 12;

/** People with what their roles let them do there; who holds several is told of once. */
function shownReach(title: string, reach: readonly Reach[]) {
	const ofPerson = new Map<string, Reach[]>();
	for (const one of reach) ofPerson.set(one.personId, [...(ofPerson.get(one.personId) ?? []), one]);
	const people = [...ofPerson].map(([personId, held]) => ({
		personId,
		name: held[0]?.displayName ?? '',
		roles: held.map(({ role, unitName, units }) =>
			[
				codeText(words.role, role),
				unitName,
				m.adminUnitReachUnits({ count: units }),
				codeText(words.unitReach, role)
			].join(' · ')
		)
	}));
	const more = people.length - NAMED_AT_MOST;
	return {
		title,
		people: people.slice(0, NAMED_AT_MOST),
		more: more > 0 ? m.adminUnitReachMore({ count: more }) : null
	};
}

/** What would happen, ready to be read. */
export function shownEffects({ units, people, gains, losses, holdings }: Effects, locale: Locale) {
	const { listings, needs, approvals, reservations } = holdings;
	return {
		reach: [shownReach(m.adminUnitGains(), gains), shownReach(m.adminUnitLosses(), losses)],
		affected: Object.entries({ units, people, listings, needs, approvals, reservations }).map(
			([code, count]) => ({ label: codeText(words.unitAffected, code), count: formatNumber(count, locale) })
		)
	};
}
export type ShownEffects = ReturnType<typeof shownEffects>;

/** A look that is refused reads as a form that came back: what was chosen is kept, the text stands by its field. */
export const shownProblem = (
	{ code, field }: Problem,
	values: Record<string, string>
): Omit<FormFailure, 'formId'> => ({
	values,
	errors: field ? { [field]: errorText(code) } : {},
	...(!field && { message: errorText(code) })
});
