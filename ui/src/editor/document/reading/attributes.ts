/**
 * What stands beside the text under one key. Never changed once made: an equal object means that nothing changed.
 * What every reading asks of every part is looked up once.
 */

export class Attributes {
  readonly kind: string | undefined;
  readonly deleted: string | undefined;
  readonly joins: string | undefined;
  readonly from: string | undefined;
  readonly place: string | undefined;

  constructor(readonly values: Readonly<Record<string, string>>) {
    this.kind = this.get('kind');
    this.deleted = this.get('deleted');
    this.joins = this.get('joins');
    this.from = this.get('from');
    this.place = this.get('place');
  }

  /** The value of an attribute; none if it is not set or empty. */
  get(name: string): string | undefined {
    return this.values[name] || undefined;
  }

  /** The same with other values for some names. */
  with(values: Readonly<Record<string, string>>): Attributes {
    return new Attributes({ ...this.values, ...values });
  }
}

export const NO_ATTRIBUTES = new Attributes({});
