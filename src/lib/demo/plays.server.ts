import { parseQuantity } from '$lib/catalogue/catalogue';
import { addDays } from '$lib/platform/clock';
import type { Acting } from './acting.server';
import type { HandoverStory, NeedStory } from './stories';
import type { Timeline } from './timeline';
import { of } from './town.server';

const CONTAINER = 'Tømming var bestilt, ordre 4471';

/** Who decides about purchases and dropped needs for a unit of the demo. */
const MANAGERS: Record<string, string> = {
	fjellveien: 'marit',
	nattland: 'marit',
	schoolAgency: 'leif',
	nursing: 'solveig',
	health: 'solveig',
	digital: 'per',
	property: 'per',
	procurement: 'per',
	climate: 'per'
};
const managerOf = (unit: string): string => of(new Map(Object.entries(MANAGERS)), unit);

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
export function playHandover(acting: Acting, timeline: Timeline, story: HandoverStory, today: string): void {
	const { daysAgo, giver, receiver } = story;
	timeline.add(daysAgo + 18, 9, async () => {
		const listingId = await acting.list({
			unit: giver,
			type: story.type,
			title: story.title,
			quantity: story.quantity,
			condition: story.condition,
			...(story.year !== undefined && { year: story.year }),
			...(story.attributes && { attributes: story.attributes }),
			...(story.disposed && { wouldBe: 'disposed' as const, wouldBeEvidence: CONTAINER }),
			photos: 1
		});
		timeline.add(daysAgo + 17, 10, () => acting.clear(listingId, giver, 'ready').then(() => undefined));
		timeline.add(daysAgo + 3, 9, () => ask(listingId));
		timeline.add(daysAgo + 2, 12, () => acting.approveReservations(giver, listingId));
		timeline.add(daysAgo, 13, () => fetch(listingId));
	});

	const ask = async (listingId: string) => {
		const quantity = story.taken ?? story.quantity;
		const actor = await acting.inUnit(receiver);
		if (story.evidence === 'walkIn') {
			const { measure } = await acting.app.listing.getListing(actor, listingId);
			const asked = parseQuantity(quantity, measure);
			await acting.app.reservation.reserve(actor, {
				listingId,
				unitId: of(acting.town.units, receiver),
				quantityMilli: asked.ok ? asked.quantityMilli : 0
			});
			return;
		}
		const needId = await acting.need({
			unit: receiver,
			type: story.type,
			title: story.title,
			quantity,
			reason: 'Vi mangler dette i den daglige driften.',
			neededBy: addDays(today, -daysAgo + 30),
			evidence: story.evidence,
			...(story.price !== undefined && { price: story.price }),
			wouldBuyNew: 'yes'
		});
		await acting.insistOn(receiver, needId);
		await acting.answerReuse(receiver, needId, { listingId });
		await acting.complete(receiver, needId);
	};

	const fetch = async (listingId: string) => {
		const [reservationId] = await acting.handOver(giver, receiver, listingId, story);
		const { returned } = story;
		if (!returned || !reservationId) return;
		timeline.add(daysAgo - returned.after, 11, async () => {
			const actor = await acting.inUnit(receiver);
			const { measure } = await acting.app.reservation.get(actor, reservationId);
			const quantity = parseQuantity(returned.quantity, measure);
			await acting.app.reservation.returnHandover(actor, reservationId, {
				quantityMilli: quantity.ok ? quantity.quantityMilli : 0,
				condition: 'good',
				reason: returned.reason
			});
		});
	};
}

/** A need, as far as its story goes. */
export function playNeed(acting: Acting, timeline: Timeline, story: NeedStory, today: string): void {
	const { unit, daysAgo, ends } = story;
	timeline.add(daysAgo, 9, async () => {
		const needId = await acting.need({ ...story, neededBy: addDays(today, story.neededIn) });
		if (ends === 'open') return;
		const actor = await acting.inUnit(unit);
		if (ends === 'cancelled') return acting.app.need.cancel(actor, needId, 'Ombyggingen er utsatt.');
		if (ends === 'dropped' || ends === 'dropConfirmed') {
			await acting.app.reuseCheck.answerRung(actor, needId, {
				rung: 'avoid',
				decision: 'without',
				answers: { usedFor: 'Noen ganger i uka', howLong: 'Vet ikke', ifNot: 'Vi bruker det naboen har' },
				note: 'Vi deler med enheten i etasjen under.'
			});
			if (ends === 'dropConfirmed')
				timeline.add(daysAgo - 2, 10, async () =>
					acting.app.need.confirmDrop(await acting.as(managerOf(unit)), needId)
				);
			return;
		}
		await acting.insistOn(unit, needId);
		const take = ends === 'reserved' || ends === 'partly' ? 9 : 0;
		await acting.answerReuse(unit, needId, { take });
		await acting.complete(unit, needId);
		if (ends.startsWith('request') || ends === 'rejected' || ends === 'cleared')
			await requestPurchase(needId);
	});

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
		timeline.add(daysAgo - 1, 14, async () => {
			const manager = await acting.as(managerOf(unit));
			if (ends === 'rejected')
				await acting.app.purchaseRequest.reject(
					manager,
					requestId,
					'Vent til skapene fra Nattlandsveien er fordelt.'
				);
			else await acting.app.purchaseRequest.approve(manager, requestId);
		});
	};
}
