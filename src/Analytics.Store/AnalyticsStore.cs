using Analytics.Store.Inputs;

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
            .Require(
                options.TableName is { Length: >= 3 and <= 255 } name && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.'),
                "tableName",
                "must be 3 to 255 characters of A–Z a–z 0–9 - _ .")
            .Require(options.RawEventTtl >= TimeSpan.FromDays(3), "rawEventTtl", "must be at least 3 days")
            .Require(options.SessionTtl >= TimeSpan.FromDays(1), "sessionTtl", "must be at least 1 day")
            .ThrowIfAny();
        _options = options;
    }

    private string Table => _options.TableName;

    private TimeSpan? RawTtl => _options.UseTtl ? _options.RawEventTtl : null;

    private TimeSpan? SessionTtl => _options.UseTtl ? _options.SessionTtl : null;
}
