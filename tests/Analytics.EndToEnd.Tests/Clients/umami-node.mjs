// Umami's own client for Node, sending to the address given.
import { Umami } from '@umami/node';

const [hostUrl, websiteId, userAgent] = process.argv.slice(2);
const client = new Umami({ hostUrl, websiteId, userAgent });
const answers = [
  await client.track({ url: '/pricing?utm_source=news', hostname: 'shop.test', title: 'Pricing' }),
  await client.track('Signup', { plan: 'pro' }),
  await client.identify({ plan: 'pro' }),
];
console.log(JSON.stringify(await Promise.all(answers.map(async answer => [answer.status, Object.keys(await answer.json()).join()]))));
