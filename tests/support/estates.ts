import { createHash } from 'node:crypto';
import sharp from 'sharp';
import { newId } from '$lib/platform/ids';
import { TOKEN_SCOPES } from '$lib/organisation/token-scope';
import { aToken } from './api';
import { aNeedWithQuote, handOver, later } from './benefits';
import { aNeed, findNothing, submitted, weNeedIt } from './needs';
import { codeOf, offer, reserve } from './offers';
import type { RunningServer } from './server';
import { actorOf, type TestApp, type TestPerson, type TestUnit, type World } from './world';

/** Everything of an organisation that has an id of its own; what a person of another must never reach by it. */
export const NOUNS = [
	'listing',
	'toReserve',
	'draft',
	'narrowed',
	'pc',
	'door',
	'listingPhoto',
	'draftPhoto',
	'narrowedPhoto',
	'need',
	'droppedNeed',
	'requestedNeed',
	'clearedNeed',
	'request',
	'reservation',
	'approved',
	'collected',
	'handover',
	'giverEntry',
	'receiverEntry',
	'pilot',
	'unit',
	'otherUnit',
	'session',
	'provider',
	'signInRule',
	'signInRequest',
	'otherSignInRequest',
	'person',
	'personEmail',
	'membership',
	'apiToken',
	'feedback',
	'auditEntry',
	'peopleImport',
	'storageSite'
] as const;
export type Noun = (typeof NOUNS)[number];
export type Ids = Readonly<Record<Noun, string>>;

export const UNKNOWN_ID = '01930000-0000-7000-8000-000000000000';
/** What is named by something else than an id. */
const UNKNOWN_OTHERWISE: Partial<Record<Noun, string>> = {
	session: 'f'.repeat(64),
	personEmail: 'ingen@ingensteder.example'
};
/** Ids of things that are nowhere. */
export const UNKNOWN_IDS = Object.fromEntries(
	NOUNS.map((noun) => [noun, UNKNOWN_OTHERWISE[noun] ?? UNKNOWN_ID])
) as Ids;

/** A filled organisation: its people, its things, and what nobody outside may read. */
export interface Estate {
	/** Stands in every title, so that nothing of it is overlooked. */
	mark: string;
	organisationId: string;
	giver: TestPerson;
	receiver: TestPerson;
	manager: TestPerson;
	giving: TestUnit;
	receiving: TestUnit;
	ids: Ids;
	/** Content address of a photo. */
	photo: string;
	serial: string;
	pickupCode: string;
	priceReference: string;
	clearanceNumber: string;
}

/** A picture nobody else has. */
const aPicture = (seed: number): Promise<Buffer> =>
	sharp({ create: { width: 640, height: 480, channels: 3, background: { r: seed % 256, g: 90, b: 40 } } })
		.jpeg()
		.toBuffer();

/** Uploads as the form of the screens does. @returns its content address */
export async function uploadPhoto(server: RunningServer, cookie: string, seed: number): Promise<string> {
	const response = await fetch(new URL('/listings/photos', server.origin), {
		method: 'POST',
		headers: { origin: server.origin, cookie, 'content-type': 'image/jpeg' },
		body: new Uint8Array(await aPicture(seed))
	});
	const { photoId } = (await response.json()) as { photoId?: string };
	if (!photoId) throw new Error(`upload answered ${response.status}`);
	return photoId;
}

/** As sessions are listed: the hash of what the cookie carries. */
export const sessionIdOf = (cookie: string): string =>
	createHash('sha256')
		.update(cookie.split('=')[1] ?? '')
		.digest('hex');

export const tokenFor = ({ app }: TestApp, person: TestPerson): Promise<string> =>
	aToken(app, person, ...TOKEN_SCOPES);

/** A provider with a rule, and somebody who waits to be let in. */
async function aProvider({ db, clock }: TestApp, { id: unitId, organisationId }: TestUnit, mark: string) {
	const [provider, signInRule] = [newId(), newId()];
	const [signInRequest, otherSignInRequest] = [newId(), newId()];
	const createdAt = clock.now();
	const own = { organisationId, createdAt };
	await db
		.insertInto('signInProvider')
		.values({
			...own,
			id: provider,
			name: 'Jobbkonto',
			issuer: `https://${mark.toLowerCase()}.example`,
			clientId: `${mark}klient`,
			sealedClientSecret: `${mark}hemmelighet`
		})
		.execute();
	await db
		.insertInto('signInRule')
		.values({
			...own,
			id: signInRule,
			providerId: provider,
			claim: 'groups',
			value: `${mark}gruppe`,
			kind: 'homeUnit',
			unitId
		})
		.execute();
	for (const id of [signInRequest, otherSignInRequest])
		await db
			.insertInto('signInRequest')
			.values({
				id,
				providerId: provider,
				organisationId,
				subject: id,
				displayName: `${mark} Venterson`,
				email: `${id}@${mark.toLowerCase()}.example`,
				askedAt: createdAt
			})
			.execute();
	return { provider, signInRule, signInRequest, otherSignInRequest };
}

/** A person nobody else in the organisation depends on, with a role and a token. */
async function someoneElse({ app, db }: TestApp, { make }: World, unit: TestUnit, mark: string) {
	const person = await make.person(`Eli ${mark}ellers`, unit, ['storageKeeper', 'buyer']);
	await aToken(app, person, 'listings:read');
	const clientAddress = '127.0.0.1';
	const wrote = { body: `${mark}hinder`, page: '', email: person.email, clientAddress };
	await app.feedback.give(await actorOf(app, person), wrote);
	const rowOf = (table: 'membership' | 'apiToken') =>
		db.selectFrom(table).select('id').where('personId', '=', person.id).executeTakeFirstOrThrow();
	return {
		person: person.id,
		personEmail: person.email,
		membership: (await rowOf('membership')).id,
		apiToken: (await rowOf('apiToken')).id,
		feedback: (
			await db.selectFrom('feedback').select('id').where('givenBy', '=', person.id).executeTakeFirstOrThrow()
		).id
	};
}

/** An entry of the organisation's log. */
async function anEntry({ db }: TestApp, organisationId: string): Promise<string> {
	const { id } = await db
		.selectFrom('auditEntry')
		.select('id')
		.where('organisationId', '=', organisationId)
		.orderBy('occurredAt')
		.limit(1)
		.executeTakeFirstOrThrow();
	return id;
}

/** A storage site with a keeper, where nothing stands. */
async function aSite({ db, clock }: TestApp, unit: TestUnit, keeperId: string, mark: string) {
	const storageSite = newId();
	const own = { organisationId: unit.organisationId, createdAt: clock.now() };
	await db
		.insertInto('storageSite')
		.values({
			...own,
			id: storageSite,
			unitId: unit.id,
			name: `${mark}lageret`,
			address: `${mark}kaien 1`,
			opening: `Ring ${mark}vakten`
		})
		.execute();
	await db
		.insertInto('storageSiteKeeper')
		.values({ ...own, storageSiteId: storageSite, personId: keeperId })
		.execute();
	return storageSite;
}

/** A file that was taken in and can still be taken back. */
async function anImport({ app, db }: TestApp, { id, organisationId }: TestUnit, mark: string) {
	const { orgnr } = await db
		.selectFrom('organisation')
		.select('orgnr')
		.where('id', '=', organisationId)
		.executeTakeFirstOrThrow();
	const unit = await db.selectFrom('unit').select('name').where('id', '=', id).executeTakeFirstOrThrow();
	const file = `e-post;navn;enhet\n${mark.toLowerCase()}@fil.example;${mark} Filsen;${unit.name}\n`;
	return (await app.import.takeIn({ orgnr }, new TextEncoder().encode(file))).importId;
}

let seed = 0;

/** Fills an organisation through the services: one of everything, in the states that show most. */
export async function anEstate(
	running: TestApp,
	world: World,
	server: RunningServer,
	given: Pick<Estate, 'mark' | 'giver' | 'receiver' | 'manager' | 'giving' | 'receiving'>
): Promise<Estate> {
	const { app, db } = running;
	const { itemTypes } = world;
	const { mark, giver, receiver, manager, giving } = given;
	const cookie = await server.signInAs(giver.id);
	const [giverActor, receiverActor] = [await actorOf(app, giver), await actorOf(app, receiver)];
	const photos = [
		await uploadPhoto(server, cookie, ++seed),
		await uploadPhoto(server, cookie, ++seed),
		await uploadPhoto(server, cookie, ++seed)
	];
	const [photo = '', ofDraft = '', ofNarrowed = ''] = photos;
	const put = (
		type: { id: string },
		title: string,
		more: Parameters<typeof offer>[3] = {},
		options: Parameters<typeof offer>[4] = {}
	) => offer(app, giver, type, { title: `${mark}${title}`, quantity: '3', ...more }, options);

	const listing = await put(itemTypes.desk, 'pult', { photoIds: [photo], place: `${mark}gaten 1` });
	const toReserve = await put(itemTypes.desk, 'bord', { quantity: '40' });
	const draft = await put(itemTypes.desk, 'kladd', { photoIds: [ofDraft] }, { asDraft: true });
	const narrowed = await put(itemTypes.desk, 'snever', {
		photoIds: [ofNarrowed],
		isNarrowed: true,
		narrowedReason: `${mark}grunn`,
		narrowedUntil: new Date(running.clock.now().getTime() + 30 * 86_400_000).toISOString().slice(0, 10)
	});
	const serial = `SN${mark.toUpperCase()}77`;
	const pc = await put(itemTypes.laptop, 'maskin', { quantity: '1', attributes: { serialNumber: serial } });
	const door = await put(itemTypes.door, 'dør');
	const photoOf = async (listingId: string) => {
		const row = await db
			.selectFrom('listingPhoto')
			.select('id')
			.where('listingId', '=', listingId)
			.executeTakeFirstOrThrow();
		return row.id;
	};

	const title = `${mark}behov`;
	const priceReference = `Tilbud ${mark}-4711`;
	const need = await aNeed(app, receiver, itemTypes.desk, { title, quantity: '2' });
	const droppedNeed = await aNeed(app, receiver, itemTypes.carpet, { title, quantity: '3' });
	await app.reuseCheck.answerRung(receiverActor, droppedNeed, {
		rung: 'avoid',
		decision: 'without',
		note: 'Vi klarer oss',
		answers: { usedFor: 'Gulv', howLong: 'Et år', ifNot: 'Ingenting' }
	});
	const requestedNeed = await aNeed(app, receiver, itemTypes.carpet, { title });
	await findNothing(app, receiver, requestedNeed);
	const request = await submitted(app, receiver, requestedNeed);
	const clearedNeed = await aNeed(app, receiver, itemTypes.carpet, { title });
	await findNothing(app, receiver, clearedNeed);
	const decided = await app.purchaseRequest.approve(
		await actorOf(app, manager),
		await submitted(app, receiver, clearedNeed)
	);
	if (decided.outcome !== 'approved') throw new Error('not approved');

	const chairs = await put(itemTypes.chair, 'stol', { quantity: '9' });
	const { held } = await reserve(app, receiver, chairs);
	const { held: second } = await reserve(app, receiver, chairs);
	if (!held || !second) throw new Error('nothing was free');
	await app.reservation.approve(giverActor, second.id);
	const pickupCode = await codeOf(app, receiverActor, second.id);
	const quoted = await aNeedWithQuote(running, receiver, itemTypes.chair, '2', 777_000, priceReference);
	await weNeedIt(app, receiver, quoted);
	const story = await handOver(running, {
		from: giver,
		to: receiver,
		itemType: itemTypes.chair,
		pieces: 2,
		needId: quoted,
		offered: {
			title: `${mark}krakk`,
			yearAcquired: '2019',
			wouldBe: 'disposed',
			wouldBeEvidence: 'Container'
		}
	});
	const entryOf = async (side: 'giver' | 'receiver') => {
		const row = await db
			.selectFrom('benefitEntry')
			.select('id')
			.where('handoverId', '=', story.handoverId)
			.where('side', '=', side)
			.executeTakeFirstOrThrow();
		return row.id;
	};
	await app.pilot.install([
		{
			organisationId: giver.organisationId,
			unitId: null,
			key: `${mark}pilot`,
			pack: 'furniture',
			startsOn: '2026-01-01',
			endsOn: null,
			texts: {
				nb: { name: `${mark}pilot`, purpose: 'Prøve ut' },
				nn: { name: `${mark}pilot`, purpose: 'Prøve ut' },
				en: { name: `${mark}pilot`, purpose: 'Try out' }
			}
		}
	]);
	const pilot = await db
		.selectFrom('pilot')
		.select('id')
		.where('organisationId', '=', giver.organisationId)
		.executeTakeFirstOrThrow();
	const signIn = await aProvider(running, giving, mark);
	const other = await someoneElse(running, world, giving, mark);
	later(running);

	return {
		...given,
		organisationId: giver.organisationId,
		ids: {
			listing,
			toReserve,
			draft,
			narrowed,
			pc,
			door,
			listingPhoto: await photoOf(listing),
			draftPhoto: await photoOf(draft),
			narrowedPhoto: await photoOf(narrowed),
			need,
			droppedNeed,
			requestedNeed,
			clearedNeed,
			request,
			reservation: held.id,
			approved: second.id,
			collected: story.reservationId,
			handover: story.handoverId,
			giverEntry: await entryOf('giver'),
			receiverEntry: await entryOf('receiver'),
			pilot: pilot.id,
			unit: giving.id,
			otherUnit: given.receiving.id,
			session: sessionIdOf(await server.signInAs(receiver.id)),
			auditEntry: await anEntry(running, giver.organisationId),
			peopleImport: await anImport(running, giving, mark),
			...signIn,
			...other,
			storageSite: await aSite(running, giving, other.person, mark)
		},
		photo,
		serial,
		pickupCode,
		priceReference,
		clearanceNumber: decided.clearance.number
	};
}

/** Makes two units with a giver, a receiver and a manager for an organisation that has none, and fills it. */
export async function aFilledOrganisation(
	running: TestApp,
	world: World,
	server: RunningServer,
	{ id, root }: World['organisations']['utland'],
	mark: string
): Promise<Estate> {
	const { make } = world;
	const giving = await make.unit(id, root, 'unit', `${mark} lager`, { district: `${mark}bydel` });
	const receiving = await make.unit(id, root, 'unit', `${mark} kontor`, { district: `${mark}bydel` });
	return anEstate(running, world, server, {
		mark,
		giving,
		receiving,
		giver: await make.person(`Gisle ${mark}mann`, giving, ['requester']),
		receiver: await make.person(`Mette ${mark}kvinne`, receiving, ['requester']),
		manager: await make.person(`Leif ${mark}leder`, root, ['manager'])
	});
}

/** The world with all three organisations filled; Fjordvik gives from the library to the school. */
export async function filledWorld(running: TestApp, world: World, server: RunningServer) {
	const fjordvik = await anEstate(running, world, server, {
		mark: 'Fjord',
		giver: world.librarian,
		receiver: world.people.requester,
		manager: world.people.manager,
		giving: world.units.library,
		receiving: world.units.school
	});
	const strandvik = await aFilledOrganisation(
		running,
		world,
		server,
		world.organisations.strandvik,
		'Strand'
	);
	const utland = await aFilledOrganisation(running, world, server, world.organisations.utland, 'Utland');
	return { fjordvik, strandvik, utland };
}
export type FilledWorld = Awaited<ReturnType<typeof filledWorld>>;
