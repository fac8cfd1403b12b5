import { codeText } from '$lib/i18n/code-text';
import { m } from '$lib/i18n/paraglide/messages.js';
import * as words from '$lib/i18n/words/index.js';
import type { Locale } from '$lib/i18n/paraglide/runtime.js';
import type { Action, Scope } from '$lib/organisation/permission';
import type { RoleFinding } from '$lib/organisation/role-map';
import { formatDate } from '$lib/platform/format';
import { roleText } from './role-text';

/** What an action lets somebody do: `purchaseRequest.decide` → «Godkjenne innkjøp». */
export const permissionText = (action: Action): string =>
	codeText(words.permission, action.replace('.', '_'));

/** How far a right reaches. */
export const reachText = (scope: Scope): string => codeText(words.reach, scope);

/** What two different people must do, by the action that ends it. */
export const fourEyesText = (ends: Action): string => codeText(words.fourEyes, ends.replace('.', '_'));

/** Something unusual about roles, as a sentence. */
export function findingText(finding: RoleFinding, locale: Locale): string {
	switch (finding.code) {
		case 'noManager':
			return m.roleFindingNoManager({ unit: finding.unit });
		case 'ownApprover':
			return m.roleFindingOwnApprover({ unit: finding.unit, person: finding.person });
		case 'noHolder':
			return m.roleFindingNoHolder({ role: roleText(finding.role) });
		case 'oneAdmin':
			return m.roleFindingOneAdmin({ person: finding.person });
		case 'auditorActs':
			return m.roleFindingAuditorActs({ person: finding.person, role: roleText(finding.role) });
		case 'ruleGivesPower':
			return m.roleFindingRuleGivesPower({ rule: finding.rule, role: roleText(finding.role) });
		case 'endsSoon':
			return m.roleFindingEndsSoon({
				person: finding.person,
				role: roleText(finding.role),
				unit: finding.unit,
				date: formatDate(finding.date, locale)
			});
	}
}
