using Amazon;
using Amazon.Runtime;
using Amazon.S3;
using Analytics.Engine.Exports;
using Analytics.Functions.Configuration;
using Analytics.Functions.Http;
using Analytics.Store.Calendars;
using Analytics.Store.Events;
using Analytics.Store.Sites;

namespace Analytics.Functions.Exports.Bucket;

/// <summary>
/// A bucket of S3, or of a store with the same protocol. Each day of a site is one object of gzipped lines. The client is made when the first
/// day is exported: a process that exports none never loads it.
/// </summary>
internal sealed class S3DayBucket : IDayBucket
{
    private readonly Lazy<IAmazonS3> _client;

    private S3DayBucket(string name, Settings settings) => (Name, _client) = (name, new Lazy<IAmazonS3>(() => Connect(settings)));

    public string Name { get; }

    /// <summary>The bucket that the settings name; null where they name none.</summary>
    public static IDayBucket? Of(Settings settings) => settings.ExportBucket is { } name ? new S3DayBucket(name, settings) : null;

    public Task PutAsync(SiteId site, LocalDay day, IAsyncEnumerable<Event> events, CancellationToken cancellation) =>
        BucketFaults.TellAsync(Name, () => Object(site, day).PutAsync(events, cancellation), cancellation);

    public Task DeleteAsync(SiteId site, LocalDay day, CancellationToken cancellation) =>
        BucketFaults.TellAsync(Name, () => Object(site, day).DeleteAsync(cancellation), cancellation);

    /// <summary>In the form of Hive's partitions, which Athena, DuckDB and Spark read as columns. Ids of sites need no escaping.</summary>
    public static string KeyOf(SiteId site, LocalDay day) => $"exports/site={site.Value}/day={day}/events.ndjson.gz";

    private DayObject Object(SiteId site, LocalDay day) => new(_client.Value, Name, KeyOf(site, day));

    private static AmazonS3Client Connect(Settings settings)
    {
        var config = new AmazonS3Config
        {
            RetryMode = RequestRetryMode.Standard,
            MaxErrorRetry = 2,
            ConnectTimeout = TimeSpan.FromSeconds(3),
            Timeout = TimeSpan.FromSeconds(25), // of one part

            // What is sent is signed with its hash, which every store checks.
            RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED,
            ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED,
        };
        if (settings.ExportEndpoint is not { } endpoint)
        {
            config.RegionEndpoint = RegionEndpoint.GetBySystemName(settings.Region);
            return new AmazonS3Client(config);
        }

        (config.ServiceURL, config.AuthenticationRegion, config.ForcePathStyle) = (endpoint.AbsoluteUri, settings.Region, true);
        if (endpoint.IsLoopback)
        {
            config.HttpClientFactory = new DirectHttp();
        }

        return settings.HasAwsCredentials ? new AmazonS3Client(config) : new AmazonS3Client(new BasicAWSCredentials("local", "local"), config);
    }
}
