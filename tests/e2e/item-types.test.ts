import { chooseType, ListingPage, NewListingPage } from './pages/listing-pages';
import { expect, test } from './pages/test';
import { text } from './pages/texts';

test('a type added on a phone is listed, found and counted at once, also by its nynorsk name', async ({
	as,
	marker
}) => {
	const operator = await as('ola');
	const giver = await as('torbjorn');
	const seeker = await as('ragnhild');
	const name = `Lekehytte ${marker}`;
	const nynorsk = `Leikehytte${marker}`;

	await test.step('the operator adds it with texts in three languages', async () => {
		await operator.goto('/admin');
		await operator.getByRole('link', { name: text('itemTypesTitle'), exact: true }).click();
		await operator.getByRole('link', { name: text('itemTypeAdd'), exact: true }).click();
		await operator.locator('input[name=pack][value=furniture]').check();
		const fields = {
			...{ 'names.nb': name, 'names.nn': nynorsk, 'names.en': `Playhouse ${marker}` },
			...{ 'plural.nb': `${name}r`, 'plural.nn': `${nynorsk}r`, 'plural.en': `Playhouses ${marker}` }
		};
		for (const [field, value] of Object.entries(fields))
			await operator.locator(`[name="${field}"]`).fill(value);
		await operator.getByRole('button', { name: text('itemTypeAddDo'), exact: true }).click();
		await expect(operator.getByText(text('itemTypeAdded'))).toBeVisible();
	});

	await test.step('and gives it an attribute with choices', async () => {
		await operator.getByRole('link', { name: text('itemTypeAttributeAdd'), exact: true }).click();
		await operator.locator('[name="names.nb"]').fill('Materiale');
		await operator.locator('[name="names.nn"]').fill('Materiale');
		await operator.locator('[name="names.en"]').fill('Material');
		await operator.getByLabel(text('itemTypeOptions'), { exact: true }).fill('Tre | Tre | Wood\nPlast');
		await operator.getByRole('button', { name: text('adminSave'), exact: true }).click();
		await expect(operator.getByText('Materiale')).toBeVisible();
	});

	const form = new NewListingPage(giver);
	let listingId = '';
	await test.step('someone else puts one out, and is asked about it', async () => {
		await form.open();
		await form.title().fill(`Til uteområdet ${marker}`);
		await chooseType(giver, name);
		await form.quantity().fill('2');
		await form.condition('good').check();
		await form.more();
		await giver.getByLabel('Materiale', { exact: true }).selectOption({ label: 'Tre' });
		await form.send();
		await giver.waitForURL(/\/listings\/[0-9a-f-]{36}\?new/);
		listingId = new URL(giver.url()).pathname.split('/').at(-1) ?? '';
	});

	await test.step('it is found by its nynorsk name, and counted', async () => {
		await seeker.goto(`/listings?q=${nynorsk}`);
		await expect(seeker.getByRole('link', { name: `Til uteområdet ${marker}` })).toBeVisible();
		await expect(seeker.getByRole('option', { name: `${name}r (1)`, includeHidden: true })).toHaveCount(1);
		await new ListingPage(seeker, listingId).open();
		await expect(seeker.getByText(name).first()).toBeVisible();
	});
});
