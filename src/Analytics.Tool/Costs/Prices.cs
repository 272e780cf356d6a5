using Analytics.Store.Stats.Reads;

namespace Analytics.Tool.Costs;

/// <summary>
/// What AWS asks for, US dollars, on demand, in us-east-1, as published in November 2026. Other regions differ: Frankfurt's DynamoDB is
/// some 20 % dearer. Check them before you rely on a sum: the sources are named in docs/cost.md.
/// </summary>
internal static class Prices
{
    private const double Million = 1e6;

    /// <summary>DynamoDB, a write unit: 1 KB written.</summary>
    public const double WriteUnit = 0.625 / Million;

    /// <summary>DynamoDB, a read unit: 4 KB read with consistency, 8 KB without.</summary>
    public const double ReadUnit = (double)ReadPlan.DollarsPerMillionReadUnits / Million;

    /// <summary>DynamoDB, a gigabyte stored for a month.</summary>
    public const double TableGigabyte = 0.25;

    /// <summary>DynamoDB, point-in-time recovery of a gigabyte for a month.</summary>
    public const double RecoveryGigabyte = 0.20;

    /// <summary>Lambda, a request.</summary>
    public const double Invocation = 0.20 / Million;

    /// <summary>Lambda on arm64, a gigabyte of memory for a second.</summary>
    public const double GigabyteSecond = 0.0000133334;

    /// <summary>API Gateway, a request to an HTTP API.</summary>
    public const double HttpApiRequest = 1.00 / Million;

    /// <summary>CloudFront, an HTTPS request (North America, Europe).</summary>
    public const double CloudFrontRequest = 1.00 / Million;

    /// <summary>CloudFront, a gigabyte to the internet.</summary>
    public const double CloudFrontGigabyte = 0.085;

    /// <summary>A gigabyte from a region to the internet: what a Function URL and an HTTP API answer.</summary>
    public const double InternetGigabyte = 0.09;

    /// <summary>S3, a put.</summary>
    public const double BucketPut = 5.00 / Million;

    /// <summary>S3, a gigabyte for a month.</summary>
    public const double BucketGigabyte = 0.023;

    /// <summary>CloudWatch, a gigabyte of logs taken in.</summary>
    public const double LogGigabyte = 0.50;

    /// <summary>CloudWatch, an alarm for a month.</summary>
    public const double Alarm = 0.10;

    /// <summary>CloudWatch, a metric of one's own for a month.</summary>
    public const double Metric = 0.30;

    /// <summary>CloudWatch, a dashboard for a month.</summary>
    public const double Board = 3.00;

    /// <summary>What every account has for nothing, always, in a month; the first year's gifts are left out.</summary>
    internal static class Free
    {
        public const double TableGigabytes = 25;
        public const double Invocations = 1_000_000;
        public const double GigabyteSeconds = 400_000;
        public const double CloudFrontRequests = 10_000_000;
        public const double CloudFrontGigabytes = 1_000;
        public const double InternetGigabytes = 100;
        public const double LogGigabytes = 5;
        public const double Alarms = 10;
        public const double Metrics = 10;
        public const double Boards = 3;
    }
}
