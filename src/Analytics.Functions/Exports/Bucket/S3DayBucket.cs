using Amazon;
using Amazon.Runtime;
using Amazon.S3;
using Analytics.Engine.Exports;
using Analytics.Functions.Configuration;
using Analytics.Functions.Http;
using Analytics.Store.Calendars;
using Analytics.Store.Sites;

namespace Analytics.Functions.Exports.Bucket;

/// <summary>
/// A bucket of S3, or of a store that speaks as S3 does, in which each day of a site is one object of gzipped lines. Its client is made when
/// the first day is written: a process that writes none never loads it.
/// </summary>
internal static class S3DayBucket
{
    /// <summary>The bucket that the settings name; null where they name none.</summary>
    public static DayBucket? Of(Settings settings)
    {
        if (settings.ExportBucket is not { } name)
        {
            return null;
        }

        var client = new Lazy<IAmazonS3>(() => Connect(settings));
        return new DayBucket(
            name,
            (site, day, events, cancellation) => BucketFaults.TellAsync(name, () => new DayObject(client.Value, name, KeyOf(site, day)).PutAsync(events, cancellation), cancellation),
            (site, day, cancellation) => BucketFaults.TellAsync(name, () => new DayObject(client.Value, name, KeyOf(site, day)).DeleteAsync(cancellation), cancellation));
    }

    /// <summary>In the form of Hive's partitions, which Athena, DuckDB and Spark read as columns. Ids of sites need no escaping.</summary>
    public static string KeyOf(SiteId site, LocalDay day) => $"exports/site={site.Value}/day={day}/events.ndjson.gz";

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
