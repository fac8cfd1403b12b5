import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sha256 } from '$lib/benefit/register.server';
import { entriesOf, giveBack } from '../support/benefits';
import { createLedgerWorld, byKind, type LedgerWorld } from '../support/ledger';

let ledger: LedgerWorld;
let database: LedgerWorld['database'];
let goldenHandover: LedgerWorld['goldenHandover'];
let running: LedgerWorld['running'];
let world: LedgerWorld['world'];

beforeAll(async () => {
	ledger = await createLedgerWorld();
	({ database, goldenHandover, running, world } = ledger);
});
afterAll(() => ledger.stop());

describe('the ledger itself', () => {
	const attempt = async (url: string, sql: string, values: unknown[] = []) => {
		const client = new pg.Client(url);
		await client.connect();
		try {
			await client.query(sql, values);
			return 'accepted';
		} catch (error) {
			return error instanceof pg.DatabaseError ? (error.constraint ?? error.code) : 'no database error';
		} finally {
			await client.end();
		}
	};

	it.each([
		'update benefit_entry set amount_central = 1',
		'delete from benefit_entry',
		'truncate benefit_entry'
	])('refuses %s by the server’s role and by the owner', async (sql) => {
		expect(await attempt(database.appUrl, sql)).toBe('42501');
		expect(await attempt(database.ownerUrl, sql)).toBe('42501');
	});

	it('refuses a reversal beyond its original, in any column, and one of a reversal', async () => {
		const { entries, reservationId, handoverId } = await goldenHandover();
		const net = byKind(entries, 'co2Net');
		const copy = (
			changes: string
		) => `insert into benefit_entry (id, organisation_id, unit_id, unit_path, side, kind,
				cause_event_id, cause, reverses_entry_id, item_type_id, pack, quantity_milli, measure, amount_low, amount_central,
				amount_high, evidence_grade, data_quality, formula_version, payload, payload_hash, occurred_on, booked_at, period)
			select gen_random_uuid(), organisation_id, unit_id, unit_path, side, kind, gen_random_uuid(), 'return', id,
				item_type_id, pack, ${changes}, evidence_grade, data_quality, formula_version, payload, payload_hash, occurred_on, booked_at, period
			from benefit_entry where id = $1`;
		const all = (changes: string, id = net.id) => attempt(database.appUrl, copy(changes), [id]);
		expect(await all('-10001, measure, -1, -1, -1')).toBe('reversal_within_original');
		expect(await all('-10000, measure, -amount_low, -amount_central - 1, -amount_high')).toBe(
			'reversal_within_original'
		);
		expect(await all('-10000, measure, -amount_low - 1, -amount_central, -amount_high')).toBe(
			'reversal_within_original'
		);
		expect(await all('-10000, measure, -amount_low, -amount_central, 1')).toBe('reversal_within_original');
		expect(await all('1000, measure, 0, 0, 0')).toBe('reversal_within_original');
		await giveBack(running, world.librarian, reservationId, 10);
		expect(await all('-1000, measure, 0, 0, 0')).toBe('reversal_within_original');
		const reversal = (await entriesOf(running, { handoverId })).find(
			({ reversesEntryId }) => reversesEntryId
		);
		expect(await all('-1000, measure, 0, 0, 0', reversal?.id)).toBe('reversal_of_its_own');
	});

	it('recomputes every entry to the same number, and its sums agree', async () => {
		const check = await running.app.benefit.verify();
		expect(check).toMatchObject({ wrong: [], overdrawn: [], unequalSums: [], isRight: true });
		expect(check.entries).toBeGreaterThan(9);
	});

	it('finds an entry whose numbers are not what its inputs give', async () => {
		const { entries } = await goldenHandover();
		const net = byKind(entries, 'co2Net');
		const payload = net.payload.replace('"central":338248', '"central":338249');
		const { id: _, sequence: __, ...rest } = net;
		const id = crypto.randomUUID();
		await running.db
			.insertInto('benefitEntry')
			.values({
				...rest,
				id,
				causeEventId: crypto.randomUUID(),
				amountCentral: 338_249,
				payload,
				payloadHash: sha256(payload)
			})
			.execute();
		const check = await running.app.benefit.verify();
		expect(check).toMatchObject({ wrong: [{ id, reason: 'recomputed' }], isRight: false });
	});

	it('has one register however often it is installed', async () => {
		const count = async () =>
			(
				await running.db
					.selectFrom('parameter')
					.select((eb) => eb.fn.countAll<number>().as('count'))
					.where('organisationId', 'is', null)
					.executeTakeFirstOrThrow()
			).count;
		const before = await count();
		await running.app.benefit.installRegister();
		expect(await count()).toBe(before);
		expect(before).toBe(8);
	});
});
