import { parseQuantity } from '$lib/catalogue/catalogue';
import { addDays } from '$lib/platform/clock';
import type { Acting } from './acting.server';
import type { DemoThing, HandoverStory, NeedStory } from './data';
import type { Timeline } from './timeline';
import { of } from './town.server';

const CONTAINER = 'Tømming var bestilt, ordre 4471';

const REQUEST = {
	kind: 'new' as const,
	quality: 'Møbelfakta eller tilsvarende',
	expectedLifetimeYears: 10,
	warrantyMonths: 60,
	spareParts: 'Reservedeler i minst ti år',
	repairability: 'Kan åpnes og repareres med vanlig verktøy',
	recyclability: 'Kan demonteres i rene materialer',
	takeBack: 'Leverandøren tar varen tilbake'
};

/** From listing to handover, and back where some of it was returned. */
export function playHandover(
	acting: Acting,
	timeline: Timeline,
	story: HandoverStory & { daysAgo: number },
	today: string
): void {
	const { daysAgo, giver, receiver } = story;
	const what = `${story.title}, ${giver} to ${receiver}`;
	timeline.add(daysAgo + 18, 9, what, async () => {
		const listingId = await acting.list({
			unit: giver,
			type: story.type,
			title: story.title,
			quantity: story.quantity,
			condition: story.condition,
			year: story.year,
			attributes: story.attributes,
			...(story.disposed && { wouldBe: 'disposed' as const, wouldBeEvidence: CONTAINER })
		});
		acting.promised.add(listingId);
		timeline.add(daysAgo + 17, 10, what, () => acting.clear(listingId, giver, 'ready'));
		timeline.add(daysAgo + 3, 9, what, () => ask(listingId));
		timeline.add(daysAgo + 2, 12, what, () => acting.approveReservations(giver, listingId));
		timeline.add(daysAgo, 13, what, () => fetch(listingId));
	});

	const ask = async (listingId: string) => {
		const quantity = story.taken ?? story.quantity;
		if (story.evidence === 'walkIn') return askFor(acting, { unit: receiver, quantity, listingId });
		const needId = await acting.need({
			unit: receiver,
			type: story.type,
			title: story.title,
			quantity,
			reason: 'Vi mangler dette i den daglige driften.',
			neededBy: addDays(today, -daysAgo + 30),
			evidence: story.evidence,
			price: story.price,
			wouldBuyNew: 'yes'
		});
		await acting.insistOn(receiver, needId);
		await acting.answerReuse(receiver, needId, { listingId });
		await acting.complete(receiver, needId);
	};

	const fetch = async (listingId: string) => {
		const [reservationId] = await acting.handOver(giver, receiver, listingId, story);
		if (!reservationId) throw new Error(`${receiver} could not fetch ${story.title} from ${giver}`);
		if (story.returnedAfter === undefined || story.returnedAfter > daysAgo) return;
		timeline.add(daysAgo - story.returnedAfter, 11, what, async () => {
			const actor = await acting.inUnit(receiver);
			const { measure } = await acting.app.reservation.get(actor, reservationId);
			const quantity = parseQuantity(story.returnedQuantity, measure);
			await acting.app.reservation.returnHandover(actor, reservationId, {
				quantityMilli: quantity.ok ? quantity.quantityMilli : 0,
				condition: 'good',
				reason: story.returnedReason
			});
		});
	};
}

/** What a unit asks for without a need of its own, and how far that came. */
export function playAsks(acting: Acting, timeline: Timeline, thing: DemoThing, listingId: string): void {
	for (const [index, { unit, quantity, ends }] of thing.asks.entries()) {
		// Partners see a thing after two weeks.
		const asked = thing.daysAgo > 20 ? thing.daysAgo - 15 : Math.max(thing.daysAgo - 4, 2);
		// What is open now was asked for within the days a giver has to answer.
		const what = `${unit} asks for ${thing.title}: ${ends}`;
		const isOpen = ends === 'requested' || ends === 'waiting' || ends === 'approved';
		const daysAgo = isOpen ? Math.min(asked, 4) : asked;
		timeline.add(daysAgo, 10 + index / 10, what, () => askFor(acting, { unit, quantity, listingId }));
		const reservation = async () => {
			const { receiving } = await acting.app.reservation.list(await acting.inUnit(unit));
			const found = receiving.find((row) => row.listingId === listingId && row.state === 'requested');
			if (!found) throw new Error(`${unit} asked for nothing of ${thing.title}`);
			return found.id;
		};
		if (ends === 'approved' || ends === 'collected')
			timeline.add(daysAgo - 1, 11, what, () => acting.approveReservations(thing.unit, listingId, unit));
		if (ends === 'collected')
			timeline.add(daysAgo - 2, 12, what, async () => {
				await acting.handOver(thing.unit, unit, listingId);
			});
		if (ends === 'declined')
			timeline.add(daysAgo - 1, 11, what, async () => {
				const reason = 'Vi har lovet bort til en av våre egne enheter.';
				await acting.app.reservation.decline(await acting.inUnit(thing.unit), await reservation(), reason);
			});
		if (ends === 'cancelled')
			timeline.add(daysAgo - 1, 11, what, async () =>
				acting.app.reservation.cancel(await acting.inUnit(unit), await reservation())
			);
		if (ends === 'expired')
			timeline.add(daysAgo - 9, 6, what, async () => {
				await acting.app.reservation.expireDue();
			});
	}
}

async function askFor(
	acting: Acting,
	{ unit, quantity, listingId }: { unit: string; quantity: string; listingId: string }
): Promise<void> {
	const actor = await acting.inUnit(unit);
	const { measure } = await acting.app.listing.getListing(actor, listingId);
	const asked = parseQuantity(quantity, measure);
	await acting.app.reservation.reserve(actor, {
		listingId,
		unitId: of(acting.town.units, unit),
		quantityMilli: asked.ok ? asked.quantityMilli : 0
	});
}

const TAKES_WHAT_THERE_IS: readonly NeedStory['ends'][] = ['reserved', 'covered', 'partly'];
const BUYS: readonly NeedStory['ends'][] = [
	'requestDraft',
	'requestSubmitted',
	'rejected',
	'cleared',
	'consumed',
	'expired',
	'withdrawn'
];

/** A need, as far as its story goes. */
export function playNeed(acting: Acting, timeline: Timeline, story: NeedStory, today: string): void {
	const { unit, daysAgo, ends } = story;
	const what = `${unit} needs ${story.title}: ${ends}`;
	const state = () => acting.need({ ...story, neededBy: addDays(today, story.neededIn) });
	timeline.add(daysAgo, 9, what, async () => {
		if (ends === 'draft') return acting.draftNeed({ ...story, neededBy: addDays(today, story.neededIn) });
		const needId = await state();
		if (ends === 'open') return;
		const actor = await acting.inUnit(unit);
		if (ends === 'cancelled') return acting.app.need.cancel(actor, needId, 'Ombyggingen er utsatt.');
		if (ends === 'dropped' || ends === 'dropConfirmed' || ends === 'restated') return drop(needId);
		await acting.insistOn(unit, needId);
		await acting.answerReuse(unit, needId, { take: TAKES_WHAT_THERE_IS.includes(ends) ? 9 : 0 });
		await acting.complete(unit, needId);
		if (BUYS.includes(ends)) await requestPurchase(needId);
	});

	const drop = async (needId: string) => {
		await acting.app.reuseCheck.answerRung(await acting.inUnit(unit), needId, {
			rung: 'avoid',
			decision: 'without',
			answers: { usedFor: 'Noen ganger i uka', howLong: 'Vet ikke', ifNot: 'Vi bruker det naboen har' },
			note: 'Vi deler med enheten i etasjen under.'
		});
		if (ends === 'dropped') return;
		timeline.add(daysAgo - 2, 10, what, async () =>
			acting.app.need.confirmDrop(await acting.managerOf(unit), needId)
		);
		// They could not do without after all: what was credited is taken back.
		if (ends === 'restated')
			timeline.add(daysAgo - 30, 10, what, async () => {
				await state();
			});
	};

	const requestPurchase = async (needId: string) => {
		const actor = await acting.inUnit(unit);
		const need = await acting.app.need.getNeed(actor, needId);
		const { requestId } = await acting.app.purchaseRequest.save(actor, needId, {
			...REQUEST,
			quantity: String(need.remainingMilli / 1000),
			totalPriceOre: story.price === undefined ? null : (story.price * 100 * need.remainingMilli) / 1000
		});
		if (ends === 'requestDraft') return;
		await acting.app.purchaseRequest.submit(actor, requestId);
		if (ends === 'requestSubmitted') return;
		// Before anything else is put out, which would send it back.
		timeline.add(daysAgo, 9.5, what, async () => {
			const manager = await acting.managerOf(unit);
			if (ends === 'rejected')
				return acting.app.purchaseRequest.reject(
					manager,
					requestId,
					'Vent til det som er ledig, er fordelt.'
				);
			await acting.app.purchaseRequest.approve(manager, requestId);
		});
		if (ends === 'consumed' || ends === 'withdrawn')
			timeline.add(daysAgo - 9, 13, what, () => acting.endClearance(requestId, ends));
		// Nothing was bought in time, and they look again.
		if (ends === 'expired')
			timeline.add(daysAgo - 70, 9, what, async () => {
				await acting.app.reuseCheck.open(actor, needId);
			});
	};
}
