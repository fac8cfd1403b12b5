import type { App } from '$lib/app.server';
import type { Actor } from '$lib/organisation/permission';
import { newId } from '$lib/platform/ids';
import { quantityInputValue } from '$lib/catalogue/catalogue';
import type { PriceEvidence } from '$lib/need/need';
import type { Refusal } from '$lib/need/reuse-check';
import { PEOPLE } from './bergen';
import { colourNamed } from './pictures/colour';
import { drawPicture } from './pictures/draw';
import type { DemoThing } from './thing';
import { of, type Town } from './town.server';

const VARIANTS_PER_TYPE = 2;
const REFUSALS: readonly Refusal[] = ['measure', 'condition', 'function', 'quantity', 'tooFar'];

/** Types without a drawing of their own go without a picture: not everyone takes one. */
const NOT_DRAWN = new Set(['piano', 'projector', 'dataCable', 'gravel']);

/** What the demo's people do, each through the same service a person's tap calls. */
export class Acting {
	readonly #photos = new Map<string, Promise<string>>();
	#drawn = 0;

	constructor(
		readonly app: App,
		readonly town: Town,
		readonly typeIds: ReadonlyMap<string, string>
	) {}

	/** The person as they are now. */
	async as(personKey: string): Promise<Actor> {
		const actor = await this.app.organisation.findActor(of(this.town.people, personKey));
		if (!actor) throw new Error(`${personKey} cannot act`);
		return actor;
	}

	/** Someone who lists and asks for the unit. */
	inUnit(unit: string): Promise<Actor> {
		const person = PEOPLE.find((known) => known.unit === unit && known.roles.includes('requester'));
		if (!person) throw new Error(`nobody acts for ${unit}`);
		return this.as(person.key);
	}

	/** A stored picture of the type, in the colour it is said to have; a few of each are drawn and shared. */
	async photo(typeKey: string, variant: number, colour?: string): Promise<string> {
		const chosen = variant % VARIANTS_PER_TYPE;
		const key = `${typeKey} ${chosen} ${colour ?? ''}`;
		const known =
			this.#photos.get(key) ??
			drawPicture({ typeKey, variant: chosen, colour, seed: chosen * 7 + typeKey.length })
				.then((jpeg) => this.app.photo.store(jpeg))
				.then(({ photoId }) => photoId);
		this.#photos.set(key, known);
		return known;
	}

	/** Puts a thing out. @returns the listing's id */
	async list(
		thing: Omit<DemoThing, 'daysAgo'>,
		dates: { availableFrom?: string; mustBeGoneBy?: string } = {}
	) {
		const actor = await this.inUnit(thing.unit);
		const first = this.#drawn++;
		const colour = colourNamed(`${thing.title} ${thing.text ?? ''} ${thing.attributes?.colour ?? ''}`);
		const photoIds = await Promise.all(
			Array.from({ length: NOT_DRAWN.has(thing.type) ? 0 : (thing.photos ?? 1) }, (_, index) =>
				this.photo(thing.type, first + index, colour)
			)
		);
		const { id } = await this.app.listing.create(actor, {
			id: newId(this.app.clock.now().getTime()),
			unitId: of(this.town.units, thing.unit),
			itemTypeId: of(this.typeIds, thing.type),
			title: thing.title,
			description: thing.text ?? '',
			quantity: thing.quantity,
			condition: thing.condition,
			attributes: thing.attributes ?? {},
			yearAcquired: thing.year ?? '',
			place: thing.place ?? '',
			wouldBe: thing.wouldBe ?? 'unknown',
			wouldBeEvidence: thing.wouldBeEvidence ?? '',
			photoIds,
			...dates
		});
		return id;
	}

	/** Answers what stands between a thing and its next owner: erasure by two experts, hazards by year. */
	async clear(
		listingId: string,
		unit: string,
		until: 'ok' | 'expert' | 'stop' | 'erased' | 'ready'
	): Promise<void> {
		const giver = await this.inUnit(unit);
		const { lotId, hasStorage, hasHazardQuestion, yearAcquired } = await this.app.listing.getListing(
			giver,
			listingId
		);
		const [eraser, verifier] = [await this.as('jonas'), await this.as('anne')];
		if (hasStorage && (until === 'erased' || until === 'ready')) {
			await this.app.stock.recordCustody(eraser, { lotId, step: 'received' });
			await this.app.stock.recordCustody(eraser, {
				lotId,
				step: 'erased',
				mediumType: 'ssd',
				sanitisation: 'clear',
				tool: 'Blancco Drive Eraser 7.4'
			});
			if (until === 'erased') return;
			await this.app.stock.recordCustody(verifier, { lotId, step: 'verified' });
			await this.app.stock.recordCustody(eraser, { lotId, step: 'ready', isReleased: true });
		}
		if (!hasHazardQuestion) return;
		const state = await this.app.stock.answerHazard(giver, {
			lotId,
			yearFrom: yearAcquired ? String(yearAcquired) : '',
			yearTo: '',
			isUnknown: yearAcquired === null,
			attributes: {}
		});
		if (state !== 'expert' || until === 'expert') return;
		await this.app.stock.decideHazard(verifier, {
			lotId,
			outcome: until === 'stop' ? 'stop' : 'ok',
			note:
				until === 'stop' ? 'Ruter fra PCB-perioden, leveres som farlig avfall.' : 'Sett på stedet, uten funn.'
		});
	}

	/** States a need for a unit. @returns its id */
	async need(story: {
		unit: string;
		type: string;
		title: string;
		quantity: string;
		reason: string;
		neededBy: string;
		evidence: PriceEvidence;
		price?: number;
		wouldBuyNew: 'yes' | 'no' | 'unknown';
	}): Promise<string> {
		const actor = await this.inUnit(story.unit);
		const { needId } = await this.app.need.state(actor, {
			id: newId(this.app.clock.now().getTime()),
			unitId: of(this.town.units, story.unit),
			itemTypeId: of(this.typeIds, story.type),
			title: story.title,
			quantity: story.quantity,
			neededBy: story.neededBy,
			reason: story.reason,
			unitPriceOre: story.price === undefined ? null : story.price * 100,
			priceEvidence: story.evidence,
			priceReference: story.evidence === 'none' ? null : 'Tilbud lagt ved saken, eks. mva.',
			wouldBuyNew: story.wouldBuyNew
		});
		return needId;
	}

	/** First rung: the unit does need it. */
	async insistOn(unit: string, needId: string): Promise<void> {
		await this.app.reuseCheck.answerRung(await this.inUnit(unit), needId, {
			rung: 'avoid',
			decision: 'needed',
			answers: { usedFor: 'Daglig bruk', howLong: 'Flere år', ifNot: 'Arbeidet stopper opp' }
		});
	}

	/** Second rung: takes the wanted listing (or the first `take` groups) and says no to the rest. */
	async answerReuse(
		unit: string,
		needId: string,
		wanted: { listingId?: string; take?: number }
	): Promise<void> {
		const actor = await this.inUnit(unit);
		const check = await this.app.reuseCheck.getCheck(actor, needId);
		let taken = 0;
		for (const [index, group] of check.groups.entries()) {
			const need = await this.app.need.getNeed(actor, needId);
			if (need.remainingMilli === 0) break;
			const isWanted = wanted.listingId
				? group.candidates.some((candidate) => candidate.listingId === wanted.listingId)
				: taken < (wanted.take ?? 0);
			if (isWanted) {
				const quantity = quantityInputValue(Math.min(need.remainingMilli, group.availableMilli));
				await this.app.reuseCheck.answerGroup(actor, needId, {
					groupNumber: group.groupNumber,
					outcome: 'used',
					quantity
				});
				taken += 1;
			} else {
				const reason = REFUSALS[index % REFUSALS.length] ?? 'function';
				await this.app.reuseCheck.answerGroup(actor, needId, {
					groupNumber: group.groupNumber,
					outcome: 'refused',
					reason
				});
			}
		}
		if (check.rest.length > 0) await this.app.reuseCheck.answerRest(actor, needId, 'function');
	}

	async complete(unit: string, needId: string): Promise<void> {
		const actor = await this.inUnit(unit);
		for (const rung of ['share', 'repair', 'cooperate'] as const)
			await this.app.reuseCheck.answerRung(actor, needId, { rung });
		await this.app.reuseCheck.complete(actor, needId);
	}

	/** The giver says yes to everything asked for of the listing. */
	async approveReservations(unit: string, listingId: string): Promise<void> {
		const giver = await this.inUnit(unit);
		const { giving } = await this.app.reservation.list(giver);
		for (const reservation of giving)
			if (reservation.listingId === listingId && reservation.state === 'requested')
				await this.app.reservation.approve(giver, reservation.id);
	}

	/** The receiver shows the code and the giver enters it. @returns the reservations handed over */
	async handOver(
		giverUnit: string,
		receiverUnit: string,
		listingId: string,
		drive: { km?: number; freight?: number }
	): Promise<string[]> {
		const [giver, receiver] = [await this.inUnit(giverUnit), await this.inUnit(receiverUnit)];
		const { receiving } = await this.app.reservation.list(receiver);
		const ready = receiving.filter((row) => row.listingId === listingId && row.state === 'approved');
		for (const reservation of ready)
			await this.app.reservation.confirmHandover(giver, reservation.id, {
				pickupCode: reservation.pickupCode ?? '',
				...(drive.km !== undefined && { distanceKmMilli: drive.km * 1000 }),
				...(drive.freight !== undefined && {
					costsOre: {
						paidToOthersOre: 0,
						freightOre: drive.freight * 100,
						repairOre: 0,
						storageOre: 0,
						handlingOre: 0
					}
				})
			});
		return ready.map((reservation) => reservation.id);
	}
}
