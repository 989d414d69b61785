import { LOCAL_ACCOUNT } from '../../service/local-defaults.ts';

export const functionArn = (region: string, name: string): string =>
  `arn:aws:lambda:${region}:${LOCAL_ACCOUNT}:function:${name}`;

/** Returns the name of a function. The API takes a name, an ARN, and both with a version or alias at the end. */
export function functionNameIn(text: string): string {
  const [, afterAccount = text] = text.split(':function:');
  const [name = ''] = afterAccount.split(':');
  return name;
}
