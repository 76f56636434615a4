import { general } from './ja/general.ts';
import { customer } from './ja/customer.ts';
import { signIn } from './ja/sign-in.ts';

export const ja = { general, signIn, customer };
