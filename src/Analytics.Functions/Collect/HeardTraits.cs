using Analytics.Store.Sites;

namespace Analytics.Functions.Collect;

/// <summary>What is known of a person: of a browser only the traits that the site hears from browsers, of a server all of them.</summary>
internal static class HeardTraits
{
    /// <summary>The fields of an event that the site does not keep, by the names that its protocol has for them.</summary>
    public static IEnumerable<string> LeftOut(CollectedEvent e, Site site)
    {
        bool isNone = !site.Settings.Identification || e.UserId is null || (e.Reported is null && site.Settings.BrowserTraits.Count == 0);
        return e.Traits.Count == 0 ? []
            : isNone ? [e.TraitsField]
            : e.Reported is not null ? []
            : e.Traits.Keys.Where(name => !site.Settings.BrowserTraits.Contains(name)).Select(name => $"{e.TraitsField}.{name}");
    }
}
