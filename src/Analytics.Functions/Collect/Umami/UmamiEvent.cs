using Analytics.Functions.Wire;
using Analytics.Store.Events;
using Analytics.Store.Sites;

namespace Analytics.Functions.Collect.Umami;

/// <summary>What Umami's words mean here.</summary>
internal static class UmamiEvent
{
    /// <summary>The event; null for an <c>identify</c> of a site that keeps no user ids: then nothing is stored.</summary>
    /// <param name="payload">The payload as it was sent.</param>
    /// <param name="site">Its site. Its first domain is the page's host if neither the payload nor the browser names one.</param>
    /// <param name="sendingHost">The host of the sending page, if the browser sends it.</param>
    /// <param name="told">The visitor that a server reports; null for a visitor's own request.</param>
    public static CollectedEvent? Of(UmamiPayload payload, Site site, string? sendingHost, ReportedVisitor? told)
    {
        string host = payload.Hostname ?? sendingHost ?? site.Domains[0];
        if ((payload.Type == "identify" && (payload.Id is null || !site.Settings.Identification))
            || !PageAddress.TryParse(payload.Url, host, out Uri? url))
        {
            return null;
        }

        (string name, IReadOnlyDictionary<string, string> props) = payload.Type switch
        {
            "performance" => ("web_vitals", payload.WebVitals),
            "identify" => ("identify", new Dictionary<string, string>()), // what is told then is the person's
            "engagement" => (EventName.Engagement, payload.Data),
            _ => (payload.Name ?? EventName.Pageview, payload.Data),
        };
        List<string> ignored = [.. payload.Ignored];
        if (payload.Type == "performance" && payload.Data.Count > 0)
        {
            ignored.Add("payload.data");
        }

        Revenue? revenue = RevenuePayload.OfProps(payload.Data, "revenue", "payload.data", ignored); // as Umami's revenue report reads them
        return new CollectedEvent
        {
            Name = name,
            Url = url,
            Domains = [site.Id.Value],
            Referrer = payload.Referrer,
            Title = payload.Title,
            Props = payload.Tag is { } tag ? Tagged(props, tag, ignored) : props,
            HashIsPage = url.Fragment.Length > 1,
            Interactive = payload.Type == "event",
            Revenue = revenue,
            Engagement = payload.Type == "engagement" ? new Engagement(payload.Engaged) : null,
            ScreenWidth = payload.Screen.Width,
            ScreenHeight = payload.Screen.Height,
            Language = payload.Language,
            Details = DetailFields.Read(locale: payload.Language),
            Ignored = ignored,
            UserId = payload.Id,
            Traits = payload.Type == "identify" ? payload.Data : new Dictionary<string, string>(),
            TraitsField = "payload.data",
            Reported = told is null ? null : told with
            {
                Address = payload.Ip ?? told.Address,
                UserAgent = payload.UserAgent ?? told.UserAgent,
                Time = payload.Timestamp,
            },
        };
    }

    // The tag is a property like others: it takes the place of one of that name, and has none where all are taken.
    private static IReadOnlyDictionary<string, string> Tagged(IReadOnlyDictionary<string, string> props, string tag, List<string> ignored)
    {
        bool isThere = props.TryGetValue("tag", out string? own);
        if (!isThere && props.Count >= EventLimits.Properties)
        {
            ignored.Add("payload.tag");
            return props;
        }

        if (isThere && own != tag)
        {
            ignored.Add("payload.data.tag");
        }

        return new Dictionary<string, string>(props) { ["tag"] = tag };
    }
}
