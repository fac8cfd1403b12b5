import { ListingPage, NewListingPage } from './pages/listing-pages';
import { ReservationPage } from './pages/reservation-page';
import { expect, test } from './pages/test';
import { containing, plainText, text } from './pages/texts';

test('some are taken, the rest wait in line, a cancellation serves the next, and a return is booked back', async ({
	as,
	marker
}) => {
	const giver = await as('torbjorn');
	const first = await as('ingrid');
	const second = await as('ragnhild');
	const third = await as('nina');
	const listingId = await new NewListingPage(giver).publish({
		title: `Stablestoler blå ${marker}`,
		type: 'Stablestol',
		quantity: '5',
		year: '2019'
	});

	const firstId = await test.step('two of five are held for the first', async () => {
		const id = await new ListingPage(first, listingId).reserve('2');
		await expect(new ReservationPage(first, id).state('requested')).toBeVisible();
		return id;
	});

	const secondId = await test.step('the second takes the three that are left', async () => {
		const id = await new ListingPage(second, listingId).reserve('3');
		await expect(new ReservationPage(second, id).state('requested')).toBeVisible();
		return id;
	});

	const thirdId = await test.step('the third is told the place in the line', async () => {
		const listing = new ListingPage(third, listingId);
		await listing.open();
		await expect(third.getByText(text('reserveAllTaken'))).toBeVisible();
		const id = await listing.reserve('2');
		const waiting = new ReservationPage(third, id);
		await expect(waiting.heading(text('reservationWaitingTitle', { place: 1 }))).toBeVisible();
		return id;
	});

	await test.step('the first cancels, and the next in line is served', async () => {
		await first.goto(`/reservations/${firstId}`);
		await first.getByText(text('reservationCancel'), { exact: true }).click();
		await first.getByRole('button', { name: text('reservationCancelDo'), exact: true }).click();
		await expect(new ReservationPage(first, firstId).state('cancelled')).toBeVisible();
		const served = new ReservationPage(third, thirdId);
		await served.open();
		await expect(served.state('requested')).toBeVisible();
	});

	await test.step('the second fetches three', async () => {
		const giving = new ReservationPage(giver, secondId);
		await giving.approve();
		await giving.handOver(await new ReservationPage(second, secondId).readCode());
	});

	await test.step('too many cannot come back; one can, and the benefit of one is taken back', async () => {
		const reservation = new ReservationPage(second, secondId);
		await reservation.open();
		await second
			.locator('summary')
			.filter({ hasText: text('returnTitle') })
			.click();
		const quantity = second.getByLabel(text('returnQuantityLabel'), { exact: true });
		const reason = second.getByLabel(text('returnReasonLabel'), { exact: true });
		const giveBack = second.getByRole('button', { name: text('returnSubmit'), exact: true });
		await quantity.fill('4');
		await second.getByLabel(text('returnConditionLabel'), { exact: true }).selectOption('usable');
		await reason.fill('Den ene var sprukket.');
		await giveBack.click();
		await expect(quantity).toHaveAccessibleDescription(containing('error_returnTooMuch'));
		await expect(reason).toHaveValue('Den ene var sprukket.');
		await quantity.fill('1');
		await giveBack.click();
		await expect(
			second.getByText(text('returnDone', { quantity: '1', measure: text('measure_pcs') }))
		).toBeVisible();

		await second.goto(`/reservations/${secondId}`);
		await second.getByRole('link', { name: text('handoverBookedAll') }).click();
		await second.waitForURL(/\/benefits\?/);
		const cards = second
			.getByRole('main')
			.locator('li')
			.filter({ has: second.getByRole('heading', { level: 3 }) });
		const ofKind = (kind: 'co2Gross' | 'co2Net') => cards.filter({ hasText: text(`benefitKind_${kind}`) });
		const isReversal = { hasText: text('benefitMarkReversal') };
		const amount = async (card: ReturnType<typeof ofKind>) =>
			(await plainText(card.locator('.amount'))).replace('−', '-').replace(/[^\d-]/g, '');
		const booked = ofKind('co2Gross').filter({ hasNotText: text('benefitMarkReversal') });
		const reversed = ofKind('co2Gross').filter(isReversal);
		await expect(booked).toHaveCount(1);
		await expect(reversed).toHaveCount(1);
		// One of three, to the gram.
		const [grams, gramsBack] = [Number(await amount(booked)), Number(await amount(reversed))];
		expect(grams).toBeGreaterThan(0);
		expect(gramsBack).toBe(-Math.round(grams / 3));
		expect(Number(await amount(ofKind('co2Net').filter(isReversal)))).toBeLessThan(0);

		await reversed.getByRole('link').click();
		await expect(second.getByText(text('benefitTraceReverses'))).toBeVisible();
		await expect(second.getByText(text('benefitTraceAllEqual'))).toBeVisible();
		await second.getByRole('link', { name: text('benefitTraceToOriginal') }).click();
		await expect(second.getByRole('heading', { name: text('benefitTraceReversals') })).toBeVisible();
	});
});
