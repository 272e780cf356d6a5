using Analytics.Functions.Http;
using Analytics.Store.Sites;

namespace Analytics.Functions.Stats.Reports;

/// <summary>Whether single visits and events of a site may be shown.</summary>
internal static class SingleVisits
{
    /// <summary>The problem of a site that shows none.</summary>
    public static Problem NotShown(Site site) => new(
        "Single visits are not shown",
        StatusCodes.Status403Forbidden,
        $"The site's setting 'singleVisits' is off: turn it on with PUT /api/v2/sites/{site.Id} where the site's privacy notice allows it.");
}
