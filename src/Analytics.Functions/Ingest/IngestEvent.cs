using System.Text.Json;
using Analytics.Functions.Wire;
using Analytics.Store.Events;
using Analytics.Store.Inputs;
using Analytics.Store.Sites;

namespace Analytics.Functions.Ingest;

/// <summary>One event of an authenticated sender, as docs/http-api.md describes it, parsed once.</summary>
internal static class IngestEvent
{
    private static readonly FieldSet Alone = Fields(("site", FieldKind.Any));
    private static readonly FieldSet OfBatch = Fields();

    /// <summary>The hit, or every fault of the event.</summary>
    public static (Hit? Hit, IReadOnlyList<InputFault> Faults) Parse(JsonElement json, Site site, DateTimeOffset now, IngestVisitor? visitor = null)
    {
        (Func<Site, Hit>? hit, IReadOnlyList<InputFault> faults) = Parse(json, now, OfBatch, visitor);
        return (hit?.Invoke(site), faults);
    }

    /// <summary>The hit of an event that stands alone, with its site beside it, once that site is known; or every fault of the event.</summary>
    public static (Func<Site, Hit>? Hit, IReadOnlyList<InputFault> Faults) ParseAlone(JsonElement json, DateTimeOffset now) => Parse(json, now, Alone, null);

    private static FieldSet Fields(params ReadOnlySpan<(string, FieldKind)> more) => new(
    [
        ("id", FieldKind.Any), ("timestamp", FieldKind.Any), ("name", FieldKind.Text(EventName.MaxLength)), ("url", FieldKind.Any),
        ("referrer", FieldKind.Text(32_768)), ("title", FieldKind.Text(EventLimits.Title)),
        ("props", FieldKind.Any), ("traits", FieldKind.Any), ("revenue", FieldKind.Any), ("interactive", FieldKind.Flag),
        ("engagement", FieldKind.Map(new(("ms", FieldKind.Number(0, EventLimits.EngagedMilliseconds - 1)), ("scroll", FieldKind.Number(0, 100))))),
        .. IngestVisitor.Fields, .. more,
    ]);

    private static (Func<Site, Hit>? Hit, IReadOnlyList<InputFault> Faults) Parse(JsonElement json, DateTimeOffset now, FieldSet fields, IngestVisitor? visitor)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            return (null, [new InputFault("event", "must be a JSON object")]);
        }

        try
        {
            return ParseFields(json, now, fields, visitor);
        }
        catch (InvalidOperationException)
        {
            return (null, [new InputFault("event", "must be well-formed text")]);
        }
    }

    private static (Func<Site, Hit>? Hit, IReadOnlyList<InputFault> Faults) ParseFields(JsonElement json, DateTimeOffset now, FieldSet fields, IngestVisitor? session)
    {
        List<InputFault> faults = [.. fields.FaultsOf(json, lenient: false)];
        EventId id = IdOf(json, faults);
        DateTimeOffset time = TimeOf(json, now, faults);
        string name = Members.Text(json, "name") ?? EventName.Pageview;
        Require(name.Length >= 1, "name", "must be 1 to 120 characters");
        string? urlText = Members.Text(json, "url");
        Require(
            Uri.TryCreate(urlText, UriKind.Absolute, out Uri? url) && PagePath.Fits(url),
            "url", "must be a whole address, such as https://example.com/pricing, with a path of at most 2,000 characters");
        if (session is not null)
        {
            faults.AddRange(IngestVisitor.Names.Where(n => Members.Of(json, n) is not null).Select(n => new InputFault(n, "belongs to the session, not to one of its events")));
        }

        IngestVisitor visitor = session ?? IngestVisitor.Parse(json, faults);
        IReadOnlyDictionary<string, string> props = PropsPayload.Parse(Members.Of(json, "props"), "props", faults);
        IReadOnlyDictionary<string, string> traits = PropsPayload.Parse(Members.Of(json, "traits"), "traits", faults);
        Require(traits.Count == 0 || visitor.UserId is not null, "traits", "are of a person: send 'userId' too");
        Revenue? revenue = RevenuePayload.Parse(Members.Of(json, "revenue"));
        Require(Members.Of(json, "revenue") is null || revenue is not null, "revenue", RevenuePayload.Rule);
        Engagement? engagement = EngagementOf(json);
        if (faults.Count > 0)
        {
            return (null, faults);
        }

        string? referrer = Members.Text(json, "referrer");
        string? title = Members.Text(json, "title");
        bool interactive = Members.Flag(json, "interactive") ?? true;
        return (
            site => new Hit
            {
                Site = site,
                Id = id,
                Name = name,
                Url = url!,
                ReceivedAt = now,
                Time = time,
                Referrer = referrer,
                Title = title,
                Address = visitor.Address,
                UserAgent = visitor.UserAgent,
                VisitorKey = visitor.Key,
                Hints = visitor.Hints,
                Consent = visitor.Consent,
                AsksForPrivacy = visitor.AsksForPrivacy,
                Place = visitor.Place,
                TimeZone = visitor.TimeZone,
                Language = visitor.Language,
                Details = visitor.Details,
                ScreenWidth = visitor.ScreenWidth,
                ScreenHeight = visitor.ScreenHeight,
                Props = props,
                Revenue = revenue,
                Interactive = interactive,
                Engagement = engagement,
                UserId = visitor.UserId,
                Traits = traits,
                TraitsAreVerified = true,
            },
            faults);

        void Require(bool holds, string field, string problem)
        {
            if (!holds)
            {
                faults.Add(new InputFault(field, problem));
            }
        }
    }

    private static EventId IdOf(JsonElement json, List<InputFault> faults)
    {
        if (Members.Of(json, "id") is null)
        {
            return EventId.New();
        }

        if (!EventId.TryParse(Members.Text(json, "id"), out EventId id))
        {
            faults.Add(new InputFault("id", SafeId.Rule));
        }

        return id;
    }

    private static DateTimeOffset TimeOf(JsonElement json, DateTimeOffset now, List<InputFault> faults)
    {
        if (Members.Of(json, "timestamp") is null)
        {
            return now;
        }

        if (IsoInstant.Parse(Members.Text(json, "timestamp")) is not { } time)
        {
            faults.Add(new InputFault("timestamp", IsoInstant.Rule));
            return now;
        }

        if (time > now.AddMinutes(10) || time < now.AddYears(-50))
        {
            faults.Add(new InputFault("timestamp", "must not be in the future, nor more than 50 years ago"));
        }

        return time;
    }

    private static Engagement? EngagementOf(JsonElement json)
    {
        if (Members.Object(json, "engagement") is not { } engagement)
        {
            return null;
        }

        return new Engagement((long)(engagement.Number("ms") ?? 0), (int?)engagement.Number("scroll"));
    }
}
