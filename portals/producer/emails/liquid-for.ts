/** What is written in a template to name a variable: a loop for a list, and in it its element by the singular. */
export function liquidFor(path: string, isList: boolean): string {
  const named = path.replace(/^.*?([^.[\]]+)\[\]\.(?!.*\[\]\.)/, (_, list: string) => `${elementOf(list)}.`);
  if (!isList) return `{{ ${named} }}`;
  const list = named.split('.').at(-1) ?? named;
  return `{% for ${elementOf(list)} in ${named} %}\n{% endfor %}`;
}

function elementOf(list: string): string {
  return list.endsWith('s') ? list.slice(0, -1) : `one${list}`;
}
