import { common } from './ja/general.ts';
import { customer } from './ja/customer.ts';
import { signIn } from './ja/sign-in.ts';

export const ja = { common, signIn, customer };
