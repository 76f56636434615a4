import type { NewAccount } from '../accounts/account-schemas.ts';

type Row = readonly [accountId: string, name: string, city: string, country: string];
type DemoAccount = NewAccount & { readonly accountId: string };

const customers: readonly Row[] = [
  ['barry-studio', 'Barry Studio', 'Dublin', 'IE'],
  ['lodz-instruments', 'Łódź Instruments', 'Łódź', 'PL'],
  ['mueller-soehne', 'Müller & Söhne', 'Köln', 'DE'],
  ['papier-general', 'Société Générale du Papier', 'Lyon', 'FR'],
  ['sato-optics', '佐藤光学', '大阪', 'JP'],
  ['quiet-press', 'Quiet Press', 'Leeds', 'GB'],
  ['harbour-prints', 'Harbour Prints', 'Sydney', 'AU'],
  ['grafica-rossi', 'Grafica Rossi', 'Torino', 'IT'],
  ['imprenta-nunez', 'Imprenta Núñez', 'Sevilla', 'ES'],
  ['tipografia-aurora', 'Tipografia Aurora', 'Porto', 'PT'],
  ['atlas-editora', 'Atlas Editora', 'São Paulo', 'BR'],
  ['athina-fotografia', 'Αθήνα Φωτογραφία', 'Αθήνα', 'GR'],
  ['kyiv-druk', 'Київ Друк', 'Київ', 'UA'],
  ['sofia-pechat', 'София Печат', 'София', 'BG'],
  ['hangang-media', '한강미디어', '서울', 'KR'],
  ['jiangnan-printing', '江南印刷', '上海', 'CN'],
  ['fujimi-shuppan', '富士見出版', '東京', 'JP'],
  ['nil-publishing', 'دار النيل للنشر', 'القاهرة', 'EG'],
  ['tavor-labs', 'מעבדות תבור', 'חיפה', 'IL'],
  ['bharat-mudran', 'भारत मुद्रण', 'मुंबई', 'IN'],
  ['chao-phraya-graphics', 'เจ้าพระยากราฟิก', 'กรุงเทพฯ', 'TH'],
  ['bogazici-baski', 'Boğaziçi Baskı', 'İstanbul', 'TR'],
  ['huong-giang', 'Hương Giang Ấn Loát', 'Huế', 'VN'],
  ['reykjavik-ljosmyndir', 'Reykjavík Ljósmyndir', 'Reykjavík', 'IS'],
  ['goteborgs-tryckeri', 'Göteborgs Tryckeri', 'Göteborg', 'SE'],
  ['aarhus-foto', 'Aarhus Foto', 'Aarhus', 'DK'],
  ['tampere-paino', 'Tampereen Paino', 'Tampere', 'FI'],
  ['drukkerij-de-vos', 'Drukkerij De Vos', 'Gent', 'BE'],
  ['tiskarna-morava', 'Tiskárna Morava', 'Brno', 'CZ'],
  ['maple-imaging', 'Maple Imaging', 'Toronto', 'CA'],
  ['lakeside-labs', 'Lakeside Labs', 'Chicago', 'US'],
  ['canyon-books', 'Canyon Books', 'Tucson', 'US'],
];

const parts: readonly (readonly [...row: Row, parent: string])[] = [
  ['mueller-wien', 'Müller & Söhne Wien', 'Wien', 'AT', 'mueller-soehne'],
  ['mueller-zuerich', 'Müller & Söhne Zürich', 'Zürich', 'CH', 'mueller-soehne'],
  ['papier-quebec', 'Papier Général Québec', 'Québec', 'CA', 'papier-general'],
  ['lakeside-research', 'Lakeside Labs Research', 'Madison', 'US', 'lakeside-labs'],
];

const partners: readonly Row[] = [
  ['north-resellers', 'North Resellers', 'Oslo', 'NO'],
  ['alpen-vertrieb', 'Alpen Vertrieb', 'Innsbruck', 'AT'],
  ['pacific-software', 'Pacific Software Supply', 'Seattle', 'US'],
  ['mirai-trading', '未来商事', '名古屋', 'JP'],
];

/** The customers of the demo producer, some of them parts of others, and its resellers. */
export const demoAccounts: readonly DemoAccount[] = [
  ...customers.map(account),
  ...parts.map(([accountId, name, city, country, parent]) => ({
    ...account([accountId, name, city, country]),
    parents: [parent],
  })),
  ...partners.map((row) => ({ ...account(row), type: 'partner' as const })),
];

export const demoPartnerIds: ReadonlySet<string> = new Set(partners.map(([accountId]) => accountId));

function account([accountId, name, city, country]: Row): DemoAccount {
  return { accountId, name, address: { city, country } };
}
