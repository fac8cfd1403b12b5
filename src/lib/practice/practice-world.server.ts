import { PRACTICE_ROLES } from '$lib/account/practice-role';
import { DemoPhotos } from '$lib/demo/photos.server';
import { demoRepository } from '$lib/demo/demo.repository.server';
import { m } from '$lib/i18n/paraglide/messages.js';
import { isOrgnr } from '$lib/organisation/organisation';
import type { Actor } from '$lib/organisation/permission';
import { addDays, osloDate } from '$lib/platform/clock';
import { newId } from '$lib/platform/ids';
import type { PracticeGround } from './practice-ground.server';
import { PRACTICE_ASKED_FOR, PRACTICE_THINGS, PRACTICE_WANTED, type PracticePlace } from './practice';

type Ground = Pick<PracticeGround, 'app' | 'db'>;
type Locale = Actor['locale'];

/** Who one may be in a world. */
export interface PracticeWorld {
	requesterId: string;
	managerId: string;
}

const NOTHING = {};
/** Their words, by item type. */
const TITLES = {
	bookcase: m.practiceThing_bookcase,
	whiteboard: m.practiceThing_whiteboard,
	sofa: m.practiceThing_sofa,
	cupboard: m.practiceThing_cupboard,
	schoolChair: m.practiceThing_schoolChair,
	meetingTable: m.practiceThing_meetingTable,
	monitor: m.practiceThing_monitor,
	filingCabinet: m.practiceThing_filingCabinet,
	stackingChair: m.practiceThing_stackingChair,
	visitorChair: m.practiceThing_visitorChair,
	deskHeightAdjustable: m.practiceThing_deskHeightAdjustable,
	officeChair: m.practiceThing_officeChair,
	projector: m.practiceThing_projector
};
export const practiceTitle = (type: string, locale: Locale): string =>
	(TITLES as Partial<Record<string, typeof m.practiceThing_bookcase>>)[type]?.(NOTHING, { locale }) ?? type;

/** A valid number from the series for synthetic organisations. */
function anySyntheticOrgnr(): string {
	for (;;) {
		const orgnr = String(310_000_000 + Math.floor(Math.random() * 9_999_999));
		if (isOrgnr(orgnr)) return orgnr;
	}
}

/** Draws and keeps the pictures of the things. @returns content addresses by item type */
export async function storePictures({
	app,
	draw
}: Pick<PracticeGround, 'app' | 'draw'>): Promise<ReadonlyMap<string, string>> {
	const photos = new DemoPhotos(app, draw);
	const stored = PRACTICE_THINGS.map(async ({ type }) => {
		const [photoId] = await Promise.all(
			photos.of({ type, title: practiceTitle(type, 'nb'), text: '', attributes: {}, photos: 1 })
		);
		return photoId === undefined ? [] : [[type, photoId] as const];
	});
	return new Map((await Promise.all(stored)).flat());
}

/** An organisation of three units, with oneself, a manager and a colleague. */
async function buildOrganisation({ app, db }: Ground, name: string, locale: Locale) {
	const { insertAll } = demoRepository(db);
	const createdAt = app.clock.now();
	const validFrom = addDays(osloDate(createdAt), -365);
	const id = () => newId(createdAt.getTime());
	const organisationId = id();
	const say = (text: (none: Record<string, never>, options: { locale: Locale }) => string) =>
		text(NOTHING, { locale });
	const root = id();
	const units: Record<PracticePlace, string> = { office: id(), school: id(), store: id() };
	await insertAll('organisation', [
		{
			id: organisationId,
			orgnr: anySyntheticOrgnr(),
			name: say(m.practiceOrganisation),
			kind: 'municipality',
			municipality: say(m.practiceOrganisation),
			createdAt
		}
	]);
	const unit = { organisationId, kind: 'unit' as const, createdAt };
	await insertAll('unit', [
		{ ...unit, id: root, name: say(m.practiceOrganisation) },
		{ ...unit, id: units.office, name: say(m.practiceOffice) },
		{ ...unit, id: units.school, name: say(m.practiceSchool) },
		{ ...unit, id: units.store, name: say(m.practiceStore) }
	]);
	await insertAll(
		'unitParent',
		[root, ...Object.values(units)].map((unitId) => ({
			id: id(),
			unitId,
			parentId: unitId === root ? null : root,
			validFrom
		}))
	);
	const people = {
		requester: { id: id(), name, at: units.office, roles: ['requester'] as const },
		manager: {
			id: id(),
			name: say(m.practiceManager),
			at: root,
			roles: ['manager', 'storageKeeper'] as const
		},
		colleague: { id: id(), name: say(m.practiceColleague), at: units.school, roles: ['requester'] as const },
		keeper: { id: id(), name: say(m.practiceKeeper), at: units.store, roles: ['requester'] as const }
	};
	await insertAll(
		'person',
		Object.values(people).map((person) => ({
			id: person.id,
			organisationId,
			homeUnitId: person.at,
			displayName: person.name,
			email: `${person.id}@practice.invalid`,
			locale,
			createdAt
		}))
	);
	await insertAll(
		'membership',
		Object.values(people).flatMap((person) =>
			person.roles.map((role) => ({ id: id(), personId: person.id, unitId: person.at, role, validFrom }))
		)
	);
	return { units, people };
}

/**
 * Makes a world of one's own: the organisation, a dozen things with pictures, and something that waits for an answer
 * of each of those one may be. Everything that people do is done by the services.
 * @param pictures as `storePictures` answered
 */
export async function buildWorld(
	ground: Ground,
	pictures: ReadonlyMap<string, string>,
	{ name, locale }: { name: string; locale: Locale }
): Promise<PracticeWorld> {
	const { app } = ground;
	const { units, people } = await buildOrganisation(ground, name, locale);
	const actorOf = async ({ id }: { id: string }): Promise<Actor> => {
		const actor = await app.organisation.findActor(id);
		if (!actor) throw new Error('nobody acts in practice');
		return actor;
	};
	const typeIds = new Map((await app.catalogue.listTypes()).map(({ key, id }) => [key, id]));
	const idOf = () => newId(app.clock.now().getTime());
	const [requester, colleague, keeper] = await Promise.all(
		[people.requester, people.colleague, people.keeper].map(actorOf)
	);
	if (!requester || !colleague || !keeper) throw new Error('nobody acts in practice');
	const giver: Record<PracticePlace, Actor> = { office: requester, school: colleague, store: keeper };

	for (const { type, at, quantity, condition } of PRACTICE_THINGS) {
		const itemTypeId = typeIds.get(type);
		if (!itemTypeId) continue;
		const picture = pictures.get(type);
		const { id: listingId } = await app.listing.create(giver[at], {
			id: idOf(),
			unitId: units[at],
			itemTypeId,
			title: practiceTitle(type, locale),
			description: m.practiceThingText(NOTHING, { locale }),
			quantity,
			condition,
			attributes: {},
			yearAcquired: '',
			place: '',
			wouldBe: 'unknown',
			wouldBeEvidence: '',
			photoIds: picture === undefined ? [] : [picture]
		});
		if (type === PRACTICE_ASKED_FOR.type)
			await app.reservation.reserve(colleague, {
				listingId,
				unitId: units.school,
				quantityMilli: PRACTICE_ASKED_FOR.quantityMilli
			});
	}
	await askToBuy(ground, colleague, units.school, typeIds.get(PRACTICE_WANTED.type), locale);
	for (const role of PRACTICE_ROLES)
		for (const held of people[role].roles) await app.tour.markSeen(await actorOf(people[role]), held);
	return { requesterId: people.requester.id, managerId: people.manager.id };
}

/** A colleague has looked and found nothing: the manager has something to decide. */
async function askToBuy(
	{ app }: Ground,
	actor: Actor,
	unitId: string,
	itemTypeId: string | undefined,
	locale: Locale
): Promise<void> {
	if (!itemTypeId) return;
	const { type, quantity } = PRACTICE_WANTED;
	const now = app.clock.now();
	const text = m.practiceWantedText(NOTHING, { locale });
	const { needId } = await app.need.state(actor, {
		id: newId(now.getTime()),
		unitId,
		itemTypeId,
		title: practiceTitle(type, locale),
		quantity,
		neededBy: addDays(osloDate(now), 30),
		reason: text,
		unitPriceOre: null,
		priceEvidence: 'none',
		priceReference: null,
		wouldBuyNew: 'yes'
	});
	await app.reuseCheck.answerRung(actor, needId, {
		rung: 'avoid',
		decision: 'needed',
		answers: { usedFor: text, howLong: '', ifNot: '' }
	});
	const check = await app.reuseCheck.getCheck(actor, needId);
	for (const { groupNumber } of check.groups)
		await app.reuseCheck.answerGroup(actor, needId, { groupNumber, outcome: 'refused', reason: 'function' });
	if (check.rest.length > 0) await app.reuseCheck.answerRest(actor, needId, 'function');
	for (const rung of ['share', 'repair', 'cooperate'] as const)
		await app.reuseCheck.answerRung(actor, needId, { rung });
	await app.reuseCheck.complete(actor, needId);
	const { requestId } = await app.purchaseRequest.save(actor, needId, {
		kind: 'new',
		quantity,
		totalPriceOre: null,
		quality: text,
		expectedLifetimeYears: 10,
		warrantyMonths: 60,
		spareParts: text,
		repairability: text,
		recyclability: text,
		takeBack: text
	});
	await app.purchaseRequest.submit(actor, requestId);
}
