import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FileType } from '$lib/catalogue/catalogue-file.schema';
import { attributeForm, changeTypeForm, newTypeForm } from '$lib/catalogue/item-type.schema';
import type { Actor } from '$lib/organisation/permission';
import { createLedgerWorld, type LedgerWorld } from '../support/ledger';
import { entriesOf } from '../support/benefits';
import { aNeed } from '../support/needs';
import { offer } from '../support/offers';
import { actorOf } from '../support/world';

let ledger: LedgerWorld;
let app: LedgerWorld['running']['app'];
let operator: Actor;
let admin: Actor;
let librarian: Actor;

beforeAll(async () => {
	ledger = await createLedgerWorld();
	({ app } = ledger.running);
	const { people } = ledger.world;
	operator = await actorOf(app, people.operator);
	admin = await actorOf(app, people.orgAdmin);
	librarian = await actorOf(app, ledger.world.librarian);
});
afterAll(() => ledger.stop());

/** What an operator types for a new type. */
const typed = (over: Record<string, string> = {}) => ({
	pack: 'furniture',
	countedMeasure: 'pcs',
	'names.nb': 'Lekehytte',
	'names.nn': 'Leikehytte',
	'names.en': 'Playhouse',
	'plural.nb': 'Lekehytter',
	'plural.nn': 'Leikehytter',
	'plural.en': 'Playhouses',
	words: 'dukkestue, Lekehus\nleikestove',
	...over
});
const add = (over: Record<string, string> = {}) => app.itemType.add(operator, newTypeForm.parse(typed(over)));

const attribute = (mark: string, over: Record<string, string>) => attributeForm.parse({ mark, ...over });
async function saveAttribute(key: string, over: Record<string, string>) {
	const { mark } = await app.itemType.get(operator, key);
	const input = attribute(mark, over);
	await app.itemType.saveAttribute(operator, key, input.mark, input.attribute);
}
async function change(key: string, changed: (type: FileType) => FileType) {
	const { mark } = await app.itemType.get(operator, key);
	await app.itemType.change(operator, key, mark, changed);
}
const find = async (q: string) => app.search.search(librarian, { q, condition: [], limit: 20 });
const typeOf = async (key: string) => {
	const type = await app.catalogue.findTypeByKey(key);
	if (!type) throw new Error(key);
	return type;
};

describe('a type that the operator adds', () => {
	it('can be listed, found and counted at once, by its names in both languages and by what folk call it', async () => {
		await add();
		await saveAttribute('playhouse', {
			...{ 'names.nb': 'Materiale', 'names.nn': 'Materiale', 'names.en': 'Material', kind: 'choice' },
			newOptions: 'Tre | Tre | Wood\nPlast'
		});
		const type = await typeOf('playhouse');
		expect(type.words).toEqual(['dukkestue', 'lekehus', 'leikestove']);
		expect(type.attributes).toEqual([
			{
				key: 'material',
				kind: 'choice',
				names: { nb: 'Materiale', nn: 'Materiale', en: 'Material' },
				options: [
					{ key: 'wood', names: { nb: 'Tre', nn: 'Tre', en: 'Wood' } },
					{ key: 'plast', names: { nb: 'Plast', nn: 'Plast', en: 'Plast' } }
				]
			}
		]);
		const listing = await offer(app, ledger.world.people.requester, type, {
			title: 'Til uteområdet',
			attributes: { material: 'wood' }
		});
		for (const word of ['lekehytte', 'leikehytte', 'playhouse', 'leikestove']) {
			const { listingIds, total, facets } = await find(word);
			expect(listingIds, word).toEqual([listing]);
			expect(total).toBe(1);
			expect(facets.type).toEqual([{ value: 'playhouse', count: 1 }]);
		}
	});

	it('is refused where it would be a second of its key, or contradicts itself, beside the field', async () => {
		await expect(add()).rejects.toMatchObject({ code: 'catalogueKeyTaken', details: { field: 'key' } });
		await expect(add({ key: 'ladder2', factorMeasure: 'kg' })).rejects.toMatchObject({
			details: { fields: { factorUnits: 'catalogueConversion' } }
		});
		await expect(add({ key: 'x1', hazardUntilYear: '1980' })).rejects.toMatchObject({
			details: { fields: { hazardUntilYear: 'catalogueHazardPack' } }
		});
		expect(newTypeForm.safeParse(typed({ 'names.en': 'Other thing' })).error?.issues[0]).toMatchObject({
			path: ['key'],
			message: 'catalogueKeyTaken'
		});
	});

	it('asks about hazardous substances where the operator says up to which year', async () => {
		await add({ key: 'sauna', pack: 'building', hazardUntilYear: '1985' });
		const type = await typeOf('sauna');
		const listing = await offer(app, ledger.world.people.requester, type, { title: 'Badstue' });
		expect(await app.listing.getListing(librarian, listing)).toMatchObject({ hasHazardQuestion: true });
	});
});

describe('a type that is changed', () => {
	it('gives what is out its new name at once', async () => {
		const listing = await offer(app, ledger.world.people.requester, await typeOf('sofa'), { title: 'Rød' });
		expect((await find('puffesofa')).total).toBe(0);
		await change('sofa', (type) => ({ ...type, words: [...type.words, 'puffesofa'] }));
		expect((await find('puffesofa')).listingIds).toContain(listing);
	});

	it('is not changed by whoever saw something else, and two at once do not overwrite each other', async () => {
		const { mark } = await app.itemType.get(operator, 'sofa');
		const results = await Promise.allSettled(
			['en', 'to'].map((word) =>
				app.itemType.change(operator, 'sofa', mark, (type) => ({ ...type, words: [...type.words, word] }))
			)
		);
		expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
		expect(results.find(({ status }) => status === 'rejected')).toMatchObject({
			reason: { code: 'changedMeanwhile' }
		});
	});

	it('loosens no lock and takes nothing away', async () => {
		await expect(change('laptop', (type) => ({ ...type, hasStorage: false }))).rejects.toMatchObject({
			details: { fields: { hasStorage: 'catalogueStorageKept' } }
		});
		await expect(
			saveAttribute('sofa', {
				...{ key: 'colour', kind: 'choice', newOptions: 'Rød | Raud | Red' },
				...{ 'names.nb': 'Farge', 'names.nn': 'Farge', 'names.en': 'Colour' }
			})
		).rejects.toMatchObject({ details: { fields: { newOptions: 'catalogueOptionKept' } } });
		await expect(
			saveAttribute('sofa', {
				...{ key: 'colour', kind: 'text' },
				...{ 'names.nb': 'Farge', 'names.nn': 'Farge', 'names.en': 'Colour' }
			})
		).rejects.toMatchObject({ details: { fields: { kind: 'catalogueKindFixed' } } });
		await expect(
			change('sofa', (type) => ({ ...type, mapping: { ...type.mapping, factorKey: 'spaceship' } }))
		).rejects.toMatchObject({ details: { fields: { factorKey: 'catalogueNoRow' } } });
	});

	it('keeps what is booked as it was, says who changed what from when, and counts anew from then on', async () => {
		const first = await ledger.goldenHandover();
		await change('officeChair', (type) => ({
			...type,
			mapping: { ...type.mapping, factorKey: null, weightKey: null, note: 'Under review' }
		}));
		expect(await entriesOf(ledger.running, { handoverId: first.handoverId })).toEqual(first.entries);
		expect((await app.benefit.verify()).wrong).toEqual([]);
		const { versions } = await app.itemType.get(admin, 'officeChair');
		expect(versions).toMatchObject([
			{ version: 2, fields: ['mapping'], validFrom: '2026-11-23', changedByName: 'Oda Operator' },
			{ version: 1, fields: [], changedByName: null }
		]);
		const second = await ledger.goldenHandover();
		expect(second.entries.find(({ kind }) => kind === 'co2Gross')?.amountCentral).toBeNull();
	});
});

describe('a type that is closed', () => {
	it('is offered for nothing new, while what is of it can be found and counted', async () => {
		const type = await typeOf('piano');
		const listing = await offer(app, ledger.world.people.requester, type, { title: 'Svart' });
		await app.itemType.close(operator, 'piano');
		await app.catalogue.installCatalogue();
		expect((await app.catalogue.listTypes()).map(({ key }) => key)).not.toContain('piano');
		const refusal = { code: 'typeClosed', details: { field: 'itemTypeId' } };
		await expect(offer(app, ledger.world.people.requester, type)).rejects.toMatchObject(refusal);
		await expect(aNeed(app, ledger.world.librarian, type)).rejects.toMatchObject(refusal);
		expect((await find('piano')).listingIds).toEqual([listing]);
		await expect(change('piano', (piano) => ({ ...piano, words: [] }))).rejects.toMatchObject({
			code: 'typeClosed'
		});
		await app.itemType.reopen(operator, 'piano');
		expect(await offer(app, ledger.world.people.requester, type)).toBeTruthy();
	});
});

it('is the operator’s to change, an administrator’s to read and nobody else’s; every organisation’s log has it', async () => {
	expect((await app.itemType.list(admin)).length).toBeGreaterThan(200);
	for (const attempt of [
		app.itemType.add(admin, newTypeForm.parse(typed({ key: 'mine' }))),
		app.itemType.close(admin, 'sofa'),
		app.itemType.list(librarian),
		app.itemType.get(librarian, 'sofa')
	])
		await expect(attempt).rejects.toMatchObject({ status: 404 });
	const logged = await ledger.running.db
		.selectFrom('auditEntry')
		.select(({ fn }) => ['event', fn.count<number>('organisationId').distinct().as('organisations')])
		.where('event', 'in', ['itemType.imported', 'itemType.closed', 'itemType.reopened'])
		.groupBy('event')
		.orderBy('event')
		.execute();
	expect(logged).toEqual(
		['itemType.closed', 'itemType.imported', 'itemType.reopened'].map((event) => ({
			event,
			organisations: 3
		}))
	);
});

it('reads a form of a type as it stands back to the same type', async () => {
	const { type, mark } = await app.itemType.get(operator, 'interiorDoor');
	const { names, plural, mapping } = type;
	const form = changeTypeForm.parse({
		mark,
		...Object.fromEntries(Object.entries(names).map(([locale, name]) => [`names.${locale}`, name])),
		...Object.fromEntries(Object.entries(plural).map(([locale, name]) => [`plural.${locale}`, name])),
		words: type.words.join(', '),
		cpv: type.cpv?.code ?? '',
		...(type.cpv?.verified && { cpvVerified: 'on' }),
		unspsc: type.unspsc?.code ?? '',
		...(type.unspsc?.verified && { unspscVerified: 'on' }),
		...Object.fromEntries(Object.entries(mapping).map(([name, value]) => [name, value ?? '']))
	});
	await app.itemType.change(operator, 'interiorDoor', mark, form.change);
	expect(await app.itemType.get(operator, 'interiorDoor')).toMatchObject({ mark, versions: [] });
});
