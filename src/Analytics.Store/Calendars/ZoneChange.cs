namespace Analytics.Store.Calendars;

/// <summary>From the local midnight that begins <paramref name="From"/>, the site counts its days in <paramref name="Zone"/>.</summary>
/// <param name="From">The first day in the zone. A site's first change is <c>0001-01-01</c>.</param>
/// <param name="Zone">An IANA time zone name: <c>Europe/Tallinn</c>.</param>
public readonly record struct ZoneChange(LocalDay From, string Zone);
