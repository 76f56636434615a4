import { common } from './en/general.ts';
import { customer } from './en/customer.ts';
import { signIn } from './en/sign-in.ts';

export const en = { common, signIn, customer };
