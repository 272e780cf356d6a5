using System.Text.Json;
using Analytics.Functions.Wire;
using Analytics.Store.Events;
using Analytics.Store.Inputs;
using Analytics.Store.Sites;

namespace Analytics.Functions.Ingest;

/// <summary>One event of an authenticated sender, as docs/http-api.md describes it, parsed once.</summary>
internal static class IngestEvent
{
    /// <summary>The hit, or every fault of the event.</summary>
    public static (Hit? Hit, IReadOnlyList<InputFault> Faults) Parse(JsonElement json, Site site, DateTimeOffset now, IngestVisitor? visitor = null)
    {
        (Func<Site, Hit>? hit, IReadOnlyList<InputFault> faults) = Parse(json, now, visitor);
        return (hit?.Invoke(site), faults);
    }

    /// <summary>The hit once its site is known, or every fault of the event.</summary>
    /// <param name="json">The event.</param>
    /// <param name="now">When it was received.</param>
    /// <param name="visitor">Whose session it is of, where the event does not say itself whose it is.</param>
    public static (Func<Site, Hit>? Hit, IReadOnlyList<InputFault> Faults) Parse(JsonElement json, DateTimeOffset now, IngestVisitor? visitor = null)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            return (null, [new InputFault("event", "must be a JSON object")]);
        }

        try
        {
            return ParseFields(json, now, visitor);
        }
        catch (InvalidOperationException)
        {
            return (null, [new InputFault("event", "must be well-formed text")]);
        }
    }

    private static (Func<Site, Hit>? Hit, IReadOnlyList<InputFault> Faults) ParseFields(JsonElement json, DateTimeOffset now, IngestVisitor? session)
    {
        List<InputFault> faults = [];
        EventId id = IdOf(json, faults);
        DateTimeOffset time = TimeOf(json, now, faults);
        string name = Members.Text(json, "name") ?? EventName.Pageview;
        Require(name.Length is >= 1 and <= EventName.MaxLength, "name", "must be 1 to 120 characters");
        string? urlText = Members.Text(json, "url");
        Require(Uri.TryCreate(urlText, UriKind.Absolute, out Uri? url) && urlText!.Length <= EventLimits.Url, "url", "must be a valid url of at most 2,000 characters");
        if (session is not null)
        {
            faults.AddRange(IngestVisitor.Names.Where(n => Members.Of(json, n) is not null).Select(n => new InputFault(n, "belongs to the session, not to one of its events")));
        }

        IngestVisitor visitor = session ?? IngestVisitor.Parse(json, faults);
        IReadOnlyDictionary<string, string> props = PropsPayload.Parse(Members.Of(json, "props"), faults);
        Revenue? revenue = RevenuePayload.Parse(Members.Of(json, "revenue"));
        Require(Members.Of(json, "revenue") is null || revenue is not null, "revenue", "must have a currency of three letters and an amount");
        Engagement? engagement = EngagementOf(json, faults);
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
                ScreenWidth = visitor.ScreenWidth,
                ScreenHeight = visitor.ScreenHeight,
                Props = props,
                Revenue = revenue,
                Interactive = interactive,
                Engagement = engagement,
                UserId = visitor.UserId,
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
            faults.Add(new InputFault("id", "must be 1 to 64 characters of A–Z a–z 0–9 - _ ."));
        }

        return id;
    }

    private static DateTimeOffset TimeOf(JsonElement json, DateTimeOffset now, List<InputFault> faults)
    {
        if (Members.Of(json, "timestamp") is null)
        {
            return now;
        }

        bool valid = IsoInstant.TryParse(Members.Text(json, "timestamp"), out DateTimeOffset time);
        if (!valid)
        {
            faults.Add(new InputFault("timestamp", IsoInstant.Rule));
        }
        else if (time > now.AddMinutes(10) || time < now.AddYears(-50))
        {
            faults.Add(new InputFault("timestamp", "must not be in the future, nor more than 50 years ago"));
        }

        return time;
    }

    private static Engagement? EngagementOf(JsonElement json, List<InputFault> faults)
    {
        if (Members.Object(json, "engagement") is not { } engagement)
        {
            return null;
        }

        long ms = Members.Of(engagement, "ms") is { ValueKind: JsonValueKind.Number } n && n.TryGetInt64(out long value) ? value : 0;
        int? scroll = Members.Whole(engagement, "scroll");
        if (ms is < 0 or >= EventLimits.EngagedMilliseconds)
        {
            faults.Add(new InputFault("engagement.ms", "must be 0 to 30 days in milliseconds"));
        }

        if (scroll is < 0 or > 100)
        {
            faults.Add(new InputFault("engagement.scroll", "must be 0 to 100"));
        }

        return new Engagement(ms, scroll);
    }
}
