import type { Generated } from 'kysely';
import type { RuleOwner } from './rule';

/** One version of a rule; only added to. */
export interface RuleTable {
	id: string;
	key: string;
	/** Null is the instance's own. */
	organisationId: string | null;
	version: number;
	ownerRole: RuleOwner;
	sourceTitle: string;
	sourceUrl: string | null;
	validFrom: string;
	reviewedOn: string;
	reviewBy: string;
	/** The instance's rule holds again from `validFrom`. */
	isWithdrawn: Generated<boolean>;
	writtenBy: string | null;
	writtenAt: Date;
}

export interface RuleTextTable {
	ruleId: string;
	locale: 'nb' | 'nn' | 'en';
	title: string;
	body: string;
}

declare module '$lib/platform/db.server' {
	interface Database {
		rule: RuleTable;
		ruleText: RuleTextTable;
	}
}
