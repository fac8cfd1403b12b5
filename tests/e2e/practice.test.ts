import AxeBuilder from '@axe-core/playwright';
import { ListingPage } from './pages/listing-pages';
import { expect, idIn, test } from './pages/test';
import { text } from './pages/texts';

test('one practises, sees the other side, and is back where one was, with nothing of it left', async ({
	as
}) => {
	const page = await as('nina');
	const banner = page.getByRole('region', { name: text('practiceBannerOf'), exact: true });

	await test.step('one tap from the start page', async () => {
		await expect(banner).toHaveCount(0);
		// The first one of a server waits for the pictures to be drawn.
		await page.getByRole('button', { name: text('practiceStart') }).click({ timeout: 60_000 });
		await expect(page.getByRole('heading', { name: text('practiceTryTitle') })).toBeVisible({
			timeout: 60_000
		});
		await expect(banner).toContainText(text('practiceBanner'));
		const box = await banner.boundingBox();
		expect(box?.height).toBeLessThanOrEqual(48);
		const { violations } = await new AxeBuilder({ page }).analyze();
		expect(violations).toEqual([]);
	});

	await test.step('finds chairs and reserves two', async () => {
		await page.getByRole('link', { name: text('practiceTry_find') }).click();
		await page.getByRole('link', { name: text('practiceThing_officeChair') }).click();
		await page.waitForURL(/\/listings\/[0-9a-f-]{36}$/);
		await new ListingPage(page, idIn(page, 'listings')).reserve('2');
		await expect(banner).toBeVisible();
	});

	await test.step('approves as the manager what they could not approve themselves', async () => {
		await page.getByRole('button', { name: text('practiceAsManager') }).click();
		await page.goto('/reservations?side=giving');
		await page.getByRole('link', { name: text('practiceThing_officeChair') }).click();
		await page.getByRole('button', { name: text('reservationApprove') }).click();
		await expect(page.getByText(text('reservation_approved')).first()).toBeVisible();
		// The rooms of real administration are not there for anyone who practises.
		expect((await page.goto('/admin'))?.status()).toBe(404);
	});

	await test.step('tells the real owners what does not work, also from practice', async () => {
		await page.goto('/accessibility');
		await page.getByLabel(text('feedbackBodyLabel')).fill('Knappen i øvingen er for liten');
		await page.getByRole('button', { name: text('feedbackSend') }).click();
		await expect(page).toHaveURL(/answerBy=/);
		await expect(banner).toBeVisible();
	});

	await test.step('a page of before neither sends nor shows what is no longer so', async () => {
		await page.goto('/home');
		await page.getByRole('button', { name: text('practiceAsRequester') }).click();
		await expect(page.getByRole('button', { name: text('practiceAsManager') })).toBeVisible();
		const other = await page.context().newPage();
		await other.goto('/needs/new');
		await page.getByRole('button', { name: text('practiceLeave') }).click();
		await expect(page).toHaveURL(/\/home$/);
		await expect(banner).toHaveCount(0);
		await other.locator('main form button[type=submit], main form button:not([type])').last().click();
		await expect(other.getByText(text('practiceEndedElsewhere'))).toBeVisible();
		await other.close();
	});

	await test.step('nothing of it is left', async () => {
		await page.goto(`/listings?q=${encodeURIComponent(text('practiceThing_officeChair'))}`);
		await expect(page.getByText(text('practiceThing_officeChair'), { exact: true })).toHaveCount(0);
		await page.goto('/reservations');
		await expect(page.getByText(text('practiceThing_officeChair'))).toHaveCount(0);
	});
});
