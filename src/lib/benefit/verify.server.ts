import type { Db } from '$lib/platform/db.server';
import { benefitRepository } from './benefit.repository.server';
import type { BenefitEntry } from './booking.repository.server';
import type { Outcome } from './benefit';
import { parsePayload, verifyPayload, type Verification } from './payload';
import { sha256 } from './register.server';

/** What checking one entry against what is stored in it shows. */
export interface EntryCheck {
	/** The stored text still has the hash it was stored with. */
	hashMatches: boolean;
	/** The columns of the row say what the payload says. */
	columnsMatch: boolean;
	verification: Verification;
	isRight: boolean;
}

type Checked = Pick<
	BenefitEntry,
	| 'payload'
	| 'payloadHash'
	| 'formulaVersion'
	| 'kind'
	| 'side'
	| 'amountLow'
	| 'amountCentral'
	| 'amountHigh'
	| 'missingReason'
	| 'evidenceGrade'
	| 'dataQuality'
>;

const columnsSay = (entry: Checked, outcome: Outcome): boolean =>
	entry.amountLow === (outcome.amount?.low ?? null) &&
	entry.amountCentral === (outcome.amount?.central ?? null) &&
	entry.amountHigh === (outcome.amount?.high ?? null) &&
	entry.missingReason === outcome.reason &&
	entry.evidenceGrade === outcome.evidenceGrade &&
	entry.dataQuality === outcome.dataQuality;

/** Calculates an entry again from its stored payload by the formula version in the row. @throws RangeError */
export function checkEntry(entry: Checked): EntryCheck {
	const payload = parsePayload(entry.payload);
	const verification = verifyPayload(payload);
	const hashMatches = sha256(entry.payload) === entry.payloadHash;
	const columnsMatch =
		columnsSay(entry, verification.stored) &&
		entry.formulaVersion === payload.formulaVersion &&
		entry.kind === payload.kind &&
		entry.side === payload.side;
	return {
		hashMatches,
		columnsMatch,
		verification,
		isRight: hashMatches && columnsMatch && verification.matches
	};
}

export interface LedgerCheck {
	entries: number;
	/** Ids of entries whose hash, columns or recomputed numbers differ. */
	wrong: { id: string; reason: 'unreadable' | 'hash' | 'columns' | 'recomputed' | 'unit' }[];
	/** Ids of credits whose reversals do not add up. */
	overdrawn: string[];
	/** Kinds whose sums over units, tops of the tree, organisations and all are not the same. */
	unequalSums: string[];
	isRight: boolean;
}

const BATCH = 500;

function reasonOf(entry: BenefitEntry): LedgerCheck['wrong'][number]['reason'] | undefined {
	try {
		const { hashMatches, columnsMatch, verification } = checkEntry(entry);
		if (!hashMatches) return 'hash';
		if (!verification.matches) return 'recomputed';
		if (!columnsMatch) return 'columns';
		return entry.unitPath.at(-1) === entry.unitId ? undefined : 'unit';
	} catch {
		// A text that cannot be read is a finding; the others are still checked.
		return 'unreadable';
	}
}

/** Recomputes every entry of the ledger and compares its sums: units = organisations = all. */
export async function verifyLedger(db: Db): Promise<LedgerCheck> {
	const benefits = benefitRepository(db);
	const wrong: LedgerCheck['wrong'] = [];
	let entries = 0;
	for (let after = 0; ;) {
		const batch = await benefits.listForCheck(after, BATCH);
		for (const entry of batch) {
			const reason = reasonOf(entry);
			if (reason) wrong.push({ id: entry.id, reason });
		}
		entries += batch.length;
		const last = batch.at(-1);
		if (!last || batch.length < BATCH) break;
		after = last.sequence;
	}
	const sums = await benefits.listSumsForCheck();
	const unequalSums = [...new Set(sums.map(({ kind }) => kind))].filter((kind) => {
		const levels = sums.filter((row) => row.kind === kind);
		const texts = new Set(levels.map(({ low, central, high }) => `${low} ${central} ${high}`));
		return levels.length !== 4 || texts.size !== 1;
	});
	const overdrawn = await benefits.listOverdrawn();
	const isRight = wrong.length === 0 && overdrawn.length === 0 && unequalSums.length === 0;
	return { entries, wrong, overdrawn, unequalSums, isRight };
}
