import { chooseType, NewListingPage } from './pages/listing-pages';
import { phonePhoto, textCalledPhoto, tooLargePhoto } from './pages/photos';
import { expect, test } from './pages/test';
import { containing, text } from './pages/texts';

const DATE_THAT_IS_NOT = '2027-02-31';

test('each bad answer gets its own sentence, and the rest is kept', async ({ as, marker }, info) => {
	const page = await as('torbjorn');
	const form = new NewListingPage(page);
	const title = `Skrivebord bjørk ${marker}`;
	await form.open();

	await test.step('photos fail one by one, without taking the good one along', async () => {
		await form.addPhoto(await phonePhoto());
		await form.choosePhoto(textCalledPhoto);
		await expect(form.photos().getByText(text('error_photoNotAnImage'))).toBeVisible();
		await form.choosePhoto(tooLargePhoto(info.outputPath('stor.jpg')));
		await expect(form.photos().getByText(text('error_photoTooLarge'))).toBeVisible();
		await expect(form.photos().getByText(text('photoDone'))).toHaveCount(1);
	});

	await test.step('with a photo that failed nothing is sent', async () => {
		await form.title().fill(title);
		await chooseType(page, 'Skrivebord');
		await form.send();
		await expect(form.photos().getByText(text('photoFailedFirst'))).toBeVisible();
		for (const number of [3, 2])
			await page.getByRole('button', { name: text('photoRemoveNamed', { number }), exact: true }).click();
	});

	await test.step('a day that does not exist is not passed over', async () => {
		await form.more();
		const date = form.availableFrom();
		await date.focus();
		// Month and day stand in the order of the browser, and the 31st fits neither second month.
		await page.keyboard.type('02312027');
		await form.send();
		await expect(date).toHaveAccessibleDescription(containing('error_dateNotADate'));
		await expect(form.title()).toHaveValue(title);
		await date.fill('');
	});

	for (const [typed, key] of [
		['0', 'quantityError_notPositive'],
		['-3', 'quantityError_notPositive'],
		['1,5', 'quantityError_notWhole'],
		['mange', 'quantityError_notAWholeNumber'],
		['', 'quantityError_missing']
	] as const)
		await test.step(`quantity "${typed}"`, async () => {
			await form.quantity().fill(typed);
			await form.send();
			await expect(form.quantity()).toHaveAccessibleDescription(text(key));
			await expect(form.quantity()).toHaveValue(typed);
		});

	await test.step('the summary leads to the field, and all at once come right', async () => {
		await form.year().fill('2031');
		await form.send();
		await expect(form.summary()).toBeFocused();
		await expect(form.summary()).toContainText(text('uiErrorSummaryMany', { count: 3 }));
		for (const key of [
			'quantityError_missing',
			'error_listingConditionMissing',
			'error_yearInFuture'
		] as const)
			await expect(form.summary().getByText(text(key))).toBeVisible();
		await form
			.summary()
			.getByRole('link', { name: text('error_yearInFuture') })
			.click();
		await expect(form.year()).toBeFocused();

		await form.year().fill('2019');
		await form.quantity().fill('2,0');
		await form.condition('good').check();
		await form.send();
		await page.waitForURL(/\/listings\/[0-9a-f-]{36}\?new/);
		await expect(page.getByRole('heading', { level: 1 })).toHaveText(title);
		await expect(page.locator('img[src^="/media/"]').first()).toBeVisible();
	});
});

test('without JavaScript the same form says the same, and a photo can be added after', async ({
	as,
	marker
}) => {
	const page = await as('torbjorn', { javaScriptEnabled: false });
	const form = new NewListingPage(page);
	const title = `Skrivebord furu ${marker}`;
	await form.open();
	// Browsers that know no date field send what was typed, and none of them stops the form.
	await page.locator('main form').evaluate((element: HTMLFormElement) => (element.noValidate = true));
	await form.title().fill(title);
	await form.quantity().fill('1,5');
	await form.more();
	await form.year().fill('31');
	await form.availableFrom().evaluate((input: HTMLInputElement) => (input.type = 'text'));
	await form.availableFrom().fill(DATE_THAT_IS_NOT);
	await form.send();

	await expect(form.summary()).toContainText(text('uiErrorSummaryMany', { count: 4 }));
	await expect(form.quantity()).toHaveAccessibleDescription(text('quantityError_notWhole'));
	await expect(form.availableFrom()).toHaveAccessibleDescription(containing('error_dateNotADate'));
	await expect(form.year()).toHaveAccessibleDescription(containing('error_yearNotAYear'));
	await expect(form.summary().getByText(text('error_listingConditionMissing'))).toBeVisible();
	await expect(form.title()).toHaveValue(title);
	await expect(form.quantity()).toHaveValue('1,5');
	await expect(form.year()).toHaveValue('31');

	await form.quantity().fill('2');
	await form.year().fill('2018');
	await form.condition('good').check();
	await form.send();
	await page.waitForURL(/\/listings\/[0-9a-f-]{36}\?new/);
	await expect(page.getByRole('heading', { level: 1 })).toHaveText(title);

	await page.getByRole('link', { name: text('listingPublishedAddPhotos') }).click();
	const file = page.getByLabel(text('photoFileLabel'), { exact: true });
	const save = () => page.getByRole('button', { name: text('listingSave'), exact: true }).click();
	await file.setInputFiles(textCalledPhoto);
	await save();
	await expect(page.getByText(text('error_photoNotAnImage')).first()).toBeVisible();
	await file.setInputFiles(await phonePhoto());
	await save();
	await expect(page.locator('img[src^="/media/"]:visible')).toHaveCount(1);
});
