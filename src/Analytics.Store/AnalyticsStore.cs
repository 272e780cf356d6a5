using Analytics.Store.Inputs;
using Analytics.Store.Sites;
using Analytics.Store.Table;

namespace Analytics.Store;

/// <summary>
/// Builds the requests for a table of analytics, and reads the responses. It sends nothing: hand each request to an
/// <c>IAmazonDynamoDB</c> of your own. Immutable, safe for concurrent use, cheap to make.
/// </summary>
/// <remarks>
/// Every method that takes input throws <see cref="AnalyticsInputException"/> with all of its faults. Lists and ranges are answered in
/// pages: ask again with the page's <see cref="Ranges.ResultPage{T}.Next"/> until it is null.
/// </remarks>
public sealed partial class AnalyticsStore
{
    private readonly AnalyticsStoreOptions _options;

    /// <exception cref="AnalyticsInputException">A table name or a time to live that cannot be.</exception>
    public AnalyticsStore(AnalyticsStoreOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        new InputFaults()
            .Require(TableName.IsValid(options.TableName), "tableName", TableName.Rule)
            .Require(options.RawEventTtl >= TimeSpan.FromDays(3), "rawEventTtl", "must be at least 3 days")
            .Require(options.SessionTtl >= TimeSpan.FromDays(1), "sessionTtl", "must be at least 1 day")
            .ThrowIfAny();
        _options = options;
    }

    private string Table => _options.TableName;

    private TimeSpan? RawTtl => _options.UseTtl ? _options.RawEventTtl : null;

    private TimeSpan? RawTtlOf(Site site) => _options.UseTtl ? RawRetention.Of(site, _options.RawEventTtl) : null;

    private TimeSpan? SessionTtl => _options.UseTtl ? _options.SessionTtl : null;
}
