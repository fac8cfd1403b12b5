import type { App } from '$lib/app.server';
import type { Actor } from '$lib/organisation/permission';
import { newId } from '$lib/platform/ids';
import { quantityInputValue } from '$lib/catalogue/catalogue';
import type { WithdrawReason } from '$lib/listing/listing';
import type { Refusal } from '$lib/need/reuse-check';
import { PEOPLE, UNITS, type DemoThing, type NeedStory } from './data';
import type { DemoRepository } from './demo.repository.server';
import { of, type Town } from './town.server';

const REFUSALS: readonly Refusal[] = ['measure', 'condition', 'function', 'quantity', 'tooFar'];

type StatedNeed = Pick<
	NeedStory,
	'unit' | 'type' | 'title' | 'quantity' | 'reason' | 'evidence' | 'price' | 'wouldBuyNew'
> & { neededBy: string };
type Cleared = NonNullable<DemoThing['cleared']>;
/** What a thing must say to be put out; the rest may be left out. */
export type ThingToList = Pick<DemoThing, 'unit' | 'type' | 'title' | 'quantity' | 'condition'> &
	Partial<DemoThing>;

const ERASING: readonly Cleared[] = ['received', 'erased', 'failed', 'verified', 'ready'];
const parentOf = new Map(UNITS.map(({ key, parent }) => [key, parent]));

/** What the demo's people do, each through the same service a person's tap calls. */
export class Acting {
	/** Listings somebody else is going to ask for. */
	readonly promised = new Set<string>();
	/** Roles stay what they are while the past is played. */
	readonly #actors = new Map<string, Promise<Actor>>();

	constructor(
		readonly app: App,
		readonly repository: DemoRepository,
		readonly town: Town,
		readonly typeIds: ReadonlyMap<string, string>
	) {}

	as(personKey: string): Promise<Actor> {
		const known = this.#actors.get(personKey) ?? this.#find(personKey);
		this.#actors.set(personKey, known);
		return known;
	}

	async #find(personKey: string): Promise<Actor> {
		const actor = await this.app.organisation.findActor(of(this.town.people, personKey));
		if (!actor) throw new Error(`${personKey} cannot act`);
		return actor;
	}

	/** Someone who lists and asks for the unit. */
	inUnit(unit: string): Promise<Actor> {
		return this.as(this.#requesterOf(unit));
	}

	#requesterOf(unit: string): string {
		const person = PEOPLE.find((known) => known.unit === unit && known.roles.includes('requester'));
		if (!person) throw new Error(`nobody acts for ${unit}`);
		return person.key;
	}

	/** The nearest manager who does not ask for the unit themselves. */
	managerOf(unit: string): Promise<Actor> {
		const requester = this.#requesterOf(unit);
		for (let at: string | null = unit; at !== null; at = parentOf.get(at) ?? null) {
			const manager = PEOPLE.find(
				({ key, ...known }) => known.unit === at && known.roles.includes('manager') && key !== requester
			);
			if (manager) return this.as(manager.key);
		}
		throw new Error(`nobody decides for ${unit}`);
	}

	/** Puts a thing out. @returns the listing's id */
	async list(
		thing: ThingToList,
		{
			photoIds = [],
			asDraft = false,
			...dates
		}: {
			availableFrom?: string;
			mustBeGoneBy?: string;
			narrowedUntil?: string;
			photoIds?: readonly string[];
			asDraft?: boolean;
		} = {}
	): Promise<string> {
		const actor = await this.inUnit(thing.unit);
		const { id } = await this.app.listing.create(
			actor,
			{
				id: newId(this.app.clock.now().getTime()),
				unitId: of(this.town.units, thing.unit),
				itemTypeId: of(this.typeIds, thing.type),
				title: thing.title,
				description: thing.text ?? '',
				quantity: thing.quantity,
				condition: thing.condition,
				attributes: thing.attributes ?? {},
				yearAcquired: thing.year ?? '',
				...this.#placeOf(thing.place ?? ''),
				wouldBe: thing.wouldBe ?? 'unknown',
				wouldBeEvidence: thing.wouldBeEvidence ?? '',
				...(thing.narrowed && { isNarrowed: true, narrowedReason: thing.narrowed }),
				photoIds,
				...dates
			},
			{ asDraft }
		);
		return id;
	}

	/** `@kokstad B3` is a shelf at a storage site, anything else the unit's own place. */
	#placeOf(place: string): { place: string } | { storageSiteId: string; shelf: string } {
		if (!place.startsWith('@')) return { place };
		const [site = '', ...shelf] = place.slice(1).split(' ');
		return { storageSiteId: of(this.town.storageSites, site), shelf: shelf.join(' ') };
	}

	/** Takes a listing down again. */
	async takeDown(unit: string, listingId: string, reason: WithdrawReason): Promise<void> {
		const actor = await this.inUnit(unit);
		const { version } = await this.app.listing.getListing(actor, listingId);
		await this.app.listing.withdraw(actor, { id: listingId, version, reason });
	}

	/** Answers what stands between a thing and its next owner: erasure by two experts, hazards by year. */
	async clear(listingId: string, unit: string, until: Cleared): Promise<void> {
		const giver = await this.inUnit(unit);
		const { lotId, hasStorage, hasHazardQuestion, yearAcquired } = await this.app.listing.getListing(
			giver,
			listingId
		);
		const [eraser, verifier] = [await this.as('jonas'), await this.as('anne')];
		if (hasStorage && ERASING.includes(until)) {
			await this.app.stock.recordCustody(eraser, { lotId, step: 'received' });
			if (until === 'received') return;
			if (until === 'failed') {
				const note = 'Disken svarer ikke, sendes til destruksjon.';
				return this.app.stock.recordCustody(eraser, { lotId, step: 'failed', note });
			}
			await this.app.stock.recordCustody(eraser, {
				lotId,
				step: 'erased',
				mediumType: 'ssd',
				sanitisation: 'clear',
				tool: 'Blancco Drive Eraser 7.4'
			});
			if (until === 'erased') return;
			await this.app.stock.recordCustody(verifier, { lotId, step: 'verified' });
			if (until === 'verified') return;
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

	#needInput(story: StatedNeed) {
		return {
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
		};
	}

	/** States a need for a unit. @returns its id */
	async need(story: StatedNeed): Promise<string> {
		const { needId } = await this.app.need.state(await this.inUnit(story.unit), this.#needInput(story));
		return needId;
	}

	/** A need somebody began to write; no screen leaves one behind yet. */
	async draftNeed(story: StatedNeed): Promise<void> {
		const { organisationId, personId } = await this.inUnit(story.unit);
		const { quantity, ...row } = this.#needInput(story);
		const now = this.app.clock.now();
		await this.repository.insertAll('need', [
			{
				...row,
				organisationId,
				requestedBy: personId,
				quantityMilli: Number(quantity) * 1000,
				measure: 'pcs',
				state: 'draft',
				statedAt: now,
				createdAt: now,
				updatedAt: now
			}
		]);
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
		let { remainingMilli } = await this.app.need.getNeed(actor, needId);
		let taken = 0;
		for (const [index, group] of check.groups.entries()) {
			if (remainingMilli === 0) break;
			const isWanted = wanted.listingId
				? group.candidates.some((candidate) => candidate.listingId === wanted.listingId)
				: taken < (wanted.take ?? 0) &&
					group.candidates.every((candidate) => !this.promised.has(candidate.listingId));
			if (isWanted) {
				const quantity = quantityInputValue(Math.min(remainingMilli, group.availableMilli));
				await this.app.reuseCheck.answerGroup(actor, needId, {
					groupNumber: group.groupNumber,
					outcome: 'used',
					quantity
				});
				({ remainingMilli } = await this.app.need.getNeed(actor, needId));
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
		if (wanted.listingId && taken === 0)
			throw new Error(`the check for ${unit} did not find what it was for`);
		if (check.rest.length > 0) await this.app.reuseCheck.answerRest(actor, needId, 'function');
	}

	async complete(unit: string, needId: string): Promise<void> {
		const actor = await this.inUnit(unit);
		for (const rung of ['share', 'repair', 'cooperate'] as const)
			await this.app.reuseCheck.answerRung(actor, needId, { rung });
		await this.app.reuseCheck.complete(actor, needId);
	}

	/** The giver says yes to everything asked for of the listing, or to what one unit asked for. */
	async approveReservations(unit: string, listingId: string, receiver?: string): Promise<void> {
		const giver = await this.inUnit(unit);
		const { giving } = await this.app.reservation.list(giver);
		const asked = giving.filter((row) => row.listingId === listingId && row.state === 'requested');
		for (const reservation of asked)
			if (!receiver || reservation.unitId === of(this.town.units, receiver))
				await this.app.reservation.approve(giver, reservation.id);
	}

	/** The receiver shows the code and the giver enters it. @returns the reservations handed over */
	async handOver(
		giverUnit: string,
		receiverUnit: string,
		listingId: string,
		drive: { km?: number | undefined; freight?: number | undefined } = {}
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

	/** The order was placed with the whole quantity, or the clearance taken back; their screens are still to come. */
	endClearance(requestId: string, state: 'consumed' | 'withdrawn'): Promise<void> {
		return this.repository.endClearance(requestId, state);
	}
}
