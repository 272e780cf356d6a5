namespace Analytics.Functions.Tests.Upgrade;

/// <summary>
/// What the kept data folder is asked. A question is never changed, for its answer is kept; new ones belong to folders of later versions.
/// </summary>
internal static class Questions
{
    private const string Shop = "shop.example", Blog = "blog.example", Docs = "docs.example", App = "app.example";
    private const string Whole = """["2026-10-30","2026-11-20"]""";
    private const string Counts = "visitors,visits,pageviews,events,bounce_rate,visit_duration,views_per_visit";

    private static readonly string[] OfVisits =
    [
        "entry_page", "exit_page", "entry_page_hostname", "exit_page_hostname", "source", "referrer", "channel", "utm_source", "utm_medium", "utm_campaign",
        "utm_content", "utm_term", "country", "region", "city", "device", "language", "browser", "browser_version", "os", "os_version",
    ];

    public static IReadOnlyList<Question> All { get; } = [.. OfDays(), .. Filtered(), .. Ways(), .. OfTheMoment(), .. WhatIsThere()];

    private static IEnumerable<Question> OfDays()
    {
        foreach (string site in (string[])[Shop, Blog, Docs])
        {
            yield return Stats("in all", site, Counts);
            yield return Stats("by day", site, Counts, "time:day", more: ""","include":{"time_labels":true}""");
            yield return Stats("by week", site, "visitors,pageviews", "time:week");
            yield return Stats("by month", site, "visitors,events", "time:month");
            yield return Stats(
                "pages", site, "visitors,pageviews,bounce_rate,visit_duration,time_on_page,scroll_depth", "event:page",
                more: ""","pagination":{"limit":12},"include":{"total_rows":true}""");
            yield return Stats("names of events", site, "events,visitors", "event:name");
            yield return Stats("devices by day", site, "visitors,visits", "time:day,visit:device");
        }

        foreach (string dimension in OfVisits)
        {
            yield return Stats("by " + dimension, Shop, "visitors,visits,bounce_rate", "visit:" + dimension);
        }

        yield return Stats("the day of 25 hours by hour", Shop, "visitors,pageviews", "time:hour", range: """["2026-11-01","2026-11-01"]""");
        yield return Stats("a day of half hours by minute", Blog, "visits,pageviews", "time:minute", range: """["2026-11-10","2026-11-10"]""");
        yield return Stats("the days of the change of zone", Blog, "visitors,pageviews", "time:hour", range: """["2026-11-04","2026-11-07"]""");
        yield return Stats("between two instants", Shop, Counts, range: """["2026-11-10T09:00:00-05:00","2026-11-11T15:30:00-05:00"]""");
        yield return Stats("plans", Shop, "visitors,events,percentage", "event:props:plan");
        yield return Stats("host names", Shop, "visitors,pageviews", "event:hostname");
        yield return Stats("goals that were met", Shop, "visitors,events,conversion_rate,total_revenue", "event:goal");
        yield return Stats("goals that were met, by source", Shop, "visitors,group_conversion_rate", "event:goal,visit:source");
        yield return Stats("money of one currency", Shop, "total_revenue,average_revenue", "event:name", range: """["2026-11-09","2026-11-14"]""");
        yield return Stats("money of two currencies", Shop, "total_revenue,visitors");
        yield return Stats("exits", Shop, "exit_rate,visits", "visit:exit_page");
        yield return Stats("shares", Shop, "visitors,percentage", "visit:source");
        yield return Stats("compared", Shop, "visitors,pageviews", "visit:source", range: """["2026-11-10","2026-11-13"]""", more: ""","include":{"compare":"previous_period"}""");
        yield return Stats("a day with late events", Shop, Counts, range: """["2026-11-10","2026-11-10"]""");
        yield return Stats("the day somebody was erased of", Shop, "visitors,pageviews,bounce_rate", "event:page", range: """["2026-11-12","2026-11-13"]""");
        yield return Stats("a day with a block of its own", Docs, "visitors,pageviews,events", "event:page", range: """["2026-11-20","2026-11-20"]""", more: ""","pagination":{"limit":25}""");
        yield return Stats(
            "values with all sorts of text", Docs, "events", "event:props:n", range: """["2026-11-20","2026-11-20"]""",
            more: ""","pagination":{"limit":25},"include":{"total_rows":true}""");
    }

    private static IEnumerable<Question> Filtered()
    {
        foreach ((string name, string filter) in new[]
        {
            ("Google", """["is","visit:source",["Google"]]"""),
            ("not Google", """["is_not","visit:source",["Google"]]"""),
            ("pages of products", """["contains","event:page",["/product"]]"""),
            ("pages but products", """["contains_not","event:page",["/product"]]"""),
            ("a pattern", """["matches","event:page",["^/(pricing|thanks)$"]]"""),
            ("without case", """["is","visit:browser",["SAFARI"],{"case_sensitive":false}]"""),
            ("one or the other", """["or",[["is","visit:country",["US"]],["is","visit:device",["Mobile"]]]]"""),
            ("not both", """["not",["and",[["is","visit:country",["EE"]],["is","visit:os",["Windows"]]]]]"""),
            ("who signed up", """["has_done",["is","event:name",["Signup"]]]"""),
            ("who did not", """["has_not_done",["is","event:name",["Signup"]]]"""),
            ("of a goal", """["is","event:goal",["Signup"]]"""),
            ("of a scroll goal", """["is","event:goal",["Read half of the prices"]]"""),
            ("a property", """["is","event:props:plan",["pro"]]"""),
            ("a saved segment", """["is","segment",[{segment}]]"""),
        })
        {
            yield return Stats("only " + name, Shop, "visitors,visits,pageviews,events,bounce_rate", filter: filter);
        }
    }

    private static IEnumerable<Question> Ways()
    {
        const string range = "\"date_range\":" + Whole;
        yield return Of(
            "a funnel of visitors", "/api/v2/sites/shop.example/funnel",
            $$"""{"steps":[{"page":"/"},{"page":"/product/**"},{"event":"Signup"}],{{range}},"breakdown":"visit:source"}""");
        yield return Of("a strict funnel of one visit", "/api/v2/sites/shop.example/funnel", $$"""{"steps":[{"page":"/"},{"page":"/pricing"}],{{range}},"order":"strict","window":"visit"}""");
        yield return Of("a funnel of people", "/api/v2/sites/shop.example/funnel", $$"""{"steps":[{"page":"/"},{"filters":[["is","event:goal",["Signup"]]]}],{{range}},"who":"people"}""");
        yield return Of("the saved funnel", "/api/v2/sites/shop.example/funnels/{funnel}/report?date_range=2026-10-30,2026-11-20");
        yield return Of("paths", "/api/v2/sites/shop.example/journeys", $$"""{{{range}},"length":3}""");
        yield return Of("what comes after the prices", "/api/v2/sites/shop.example/journeys", $$"""{"kind":"next","page":"/pricing",{{range}}}""");
        yield return Of("what comes before thanks", "/api/v2/sites/shop.example/journeys", $$"""{"kind":"previous","page":"/thanks",{{range}}}""");
        yield return Of("who comes back, by week", "/api/v2/sites/shop.example/retention", $$"""{{{range}}}""");
        yield return Of("who comes back, by day", "/api/v2/sites/shop.example/retention", """{"date_range":["2026-11-09","2026-11-14"],"period":"day","filters":[["is","visit:device",["Desktop"]]]}""");

        static Question Of(string name, string path, string? body = null) => new("shop.example, " + name, path, body) { IsLasting = true };
    }

    private static IEnumerable<Question> OfTheMoment()
    {
        foreach (string site in (string[])[Shop, Blog, Docs, App])
        {
            yield return Stats("today", site, Counts, range: "\"day\"");
            yield return Stats("today by hour", site, "visitors,pageviews", "time:hour", range: "\"day\"");
            yield return Stats("the last 24 hours", site, Counts, range: "\"24h\"");
            yield return Stats("the last half hour", site, "visitors,pageviews", range: "\"30m\"");
            yield return Stats("the last week", site, Counts, "time", range: "\"7d\"");
            yield return Stats("this month", site, Counts, range: "\"month\"");
            yield return Stats("from the beginning", site, Counts, range: "\"all\"");
            yield return new(site + ", now", $"/api/v2/sites/{site}/realtime");
        }

        yield return Stats("pages of today", Docs, "visitors,pageviews,bounce_rate", "event:page", range: "\"day\"", more: ""","pagination":{"limit":12}""");
        yield return Stats("values of today", Docs, "events", "event:props:n", range: "\"day\"", more: ""","pagination":{"limit":12}""");
    }

    private static IEnumerable<Question> WhatIsThere()
    {
        yield return new("sites", "/api/v2/sites");
        yield return new("keys", "/api/v2/keys");
        yield return new("health", "/api/v2/health");
        yield return new("shop.example, export of some days", "/api/v2/sites/shop.example/export?from=2026-11-09&to=2026-11-13");
        yield return new("a site by its alias", "/api/v2/sites/0b7f6a52-umami");
        foreach (string site in (string[])[Shop, Blog, Docs, App])
        {
            foreach (string what in (string[])["privacy", "maintenance", "drops", "erasures", "goals", "segments", "funnels"])
            {
                yield return new($"{site}, {what}", $"/api/v2/sites/{site}/{what}");
            }

            yield return new(site + ", export", $"/api/v2/sites/{site}/export?from=2026-10-30&to=2026-11-21");
        }
    }

    private static Question Stats(
        string name, string site, string metrics, string dimensions = "", string range = Whole, string? filter = null, string more = "") =>
        new(
            $"{site}, {name}",
            "/api/v2/query",
            $$"""{"site_id":"{{site}}","metrics":{{List(metrics)}},"date_range":{{range}},"dimensions":{{List(dimensions)}},"filters":[{{filter}}]{{more}}}""")
        {
            IsLasting = range.StartsWith('['),
        };

    private static string List(string words) => words.Length == 0 ? "[]" : "[\"" + words.Replace(",", "\",\"", StringComparison.Ordinal) + "\"]";
}
