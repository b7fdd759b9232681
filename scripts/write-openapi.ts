/** `npm run openapi`: writes the API's document and the client's types, as the routes are now. */
import { writeFileSync } from 'node:fs';
import { clientTypesOf, CONTRACT, openApiText, TYPES } from '../server/test/contract.ts';

const text = await openApiText();
writeFileSync(CONTRACT, text);
writeFileSync(TYPES, await clientTypesOf(text));
