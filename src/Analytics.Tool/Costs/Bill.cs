namespace Analytics.Tool.Costs;

/// <summary>
/// A month's bill, line by line, from measured units and published prices. What is assumed stands here and in docs/cost.md; assumptions
/// lean to the dear side.
/// </summary>
internal static class Bill
{
    // A write or a read of DynamoDB from Lambda in its region; a median of 4 to 6 ms is usual.
    private const double CallMilliseconds = 6;

    private const double CollectGigabytes = 0.5;
    private const double CollectShareOfACore = 512 / CoreMegabytes;
    private const double CoreMegabytes = 1_769;
    private const double CoreGigabytes = CoreMegabytes / 1024;

    private const double ColdShare = 0.005; // of two hundred requests one meets a new instance

    private const double ItemOverheadBytes = 100; // DynamoDB adds it to the stored size of every item
    private const double AnswerBytes = 400;
    private const double DashboardRequests = 6;
    private const double DashboardBytes = 120_000;
    private const double ScriptAnswerBytes = Measured.ScriptBytes + 500;
    private const double MissesAtTheEdge = 0.01;
    private const double LogBytesARun = 400;
    private const double CountsAMinute = 2; // the deployment's budget, and what was dropped
    private const double Gigabyte = 1e9;

    // A day in the bucket: an object, in parts of 8 MB where it is large, and two writes and two reads of the Day of some ten units each.
    private const double BucketBytes = 30;
    private const double BucketPartBytes = 8 * 1024 * 1024;
    private const double BucketUnits = 20;
    private const double BucketCpuMicroseconds = 25;

    /// <summary>The lines of a month.</summary>
    /// <param name="work">What is to be done.</param>
    /// <param name="allowances">Whether what every account has for nothing is taken off: it is, unless the account's other uses take it.</param>
    public static IReadOnlyList<BillLine> Of(Workload work, bool allowances)
    {
        bool cdn = work.Front is Front.Cdn or Front.CdnUrl, gateway = work.Front is Front.Cdn or Front.Http;
        double dashboards = work.Dashboards * work.Sites;
        double atTheDoor = work.Requests + work.Scripts + (dashboards * DashboardRequests);
        double atTheOrigin = work.Requests + (work.Scripts * (cdn ? MissesAtTheEdge : 1)) + (dashboards * DashboardRequests);
        double size = work.EventsADayOfASite;
        double table = work.Events * ((Measured.RawBytes + ItemOverheadBytes) * work.RawDays / Month.Days) / Gigabyte;
        double days = work.Events * work.Months * Measured.StoredBytes.At(size) / Gigabyte;
        double sent = ((work.Requests * AnswerBytes) + (work.Scripts * ScriptAnswerBytes) + (dashboards * DashboardBytes)) / Gigabyte;
        double runs = Month.Minutes;
        double exported = work.Bucket && work.Events > 0 ? Month.Days * work.Sites : 0;

        double collecting = atTheOrigin * (CallMilliseconds + (Measured.CollectCpuMilliseconds / CollectShareOfACore) + (ColdShare * Measured.StartCpuMilliseconds / CollectShareOfACore)) / 1000 * CollectGigabytes;
        double asking = dashboards * Measured.DashboardMilliseconds.At(work.Events / work.Sites) / 1000 * CoreGigabytes;
        double maintaining = ((runs * Measured.IdleCalls * CallMilliseconds / 1000)
            + (Month.Days * work.Sites * (work.Events > 0 ? Measured.MaintenanceCalls.At(size) : 0) * CallMilliseconds / 1000)
            + (work.Events * ((3 * Measured.BuildCpuMicroseconds) + (work.Bucket ? BucketCpuMicroseconds : 0)) / 1e6)) * CoreGigabytes;

        double Free(double amount) => allowances ? amount : 0;
        return
        [
            new("Events written", work.Events * Measured.WriteUnits.At(size), "write units", Prices.WriteUnit),
            new("Counts written", CountsAMinute * BusyMinutes(work, collecting / CollectGigabytes), "write units", Prices.WriteUnit),
            new("Maintenance reads", (runs * Measured.IdleReads) + (work.Events * Measured.MaintenanceReads.At(size)), "read units", Prices.ReadUnit),
            new("Collecting reads", BusyMinutes(work, collecting / CollectGigabytes), "read units", Prices.ReadUnit),
            new("Dashboards read", dashboards * Measured.DashboardReads.At(work.Events / work.Sites), "read units", Prices.ReadUnit),
            new("Table", table + days, "GB", Prices.TableGigabyte, Free(Prices.Free.TableGigabytes)),
            new("Point-in-time recovery", work.Recovery ? table + days : 0, "GB", Prices.RecoveryGigabyte),
            new("Lambda requests", atTheOrigin + runs, "requests", Prices.Invocation, Free(Prices.Free.Invocations)),
            new("Lambda time", collecting + asking + maintaining, "GB-seconds", Prices.GigabyteSecond, Free(Prices.Free.GigabyteSeconds)),
            new("HTTP API", gateway ? atTheOrigin : 0, "requests", Prices.HttpApiRequest),
            new("CloudFront", cdn ? atTheDoor : 0, "requests", Prices.CloudFrontRequest, Free(Prices.Free.CloudFrontRequests)),
            cdn
                ? new("Bytes to visitors", sent, "GB", Prices.CloudFrontGigabyte, Free(Prices.Free.CloudFrontGigabytes))
                : new("Bytes to visitors", sent, "GB", Prices.InternetGigabyte, Free(Prices.Free.InternetGigabytes)),
            new("Logs", runs * LogBytesARun / Gigabyte, "GB", Prices.LogGigabyte, Free(Prices.Free.LogGigabytes)),
            new("Days noted as exported", exported * BucketUnits, "write units", Prices.WriteUnit),
            new("Bucket puts", exported * Math.Ceiling(size * BucketBytes / BucketPartBytes), "requests", Prices.BucketPut),
            new("Bucket", work.Bucket ? work.Events * work.Months * BucketBytes / Gigabyte : 0, "GB", Prices.BucketGigabyte),
            new("Alarms", work.Bucket ? 11 : 10, "alarms", Prices.Alarm, Free(Prices.Free.Alarms)),
            new("Metrics of its own", 7, "metrics", Prices.Metric, Free(Prices.Free.Metrics)),
            new("CloudWatch dashboard", 1, "dashboards", Prices.Board, Free(Prices.Free.Boards)),
        ];
    }

    // Of instances: one that is busy reads its site, half a unit, every half minute. There are as many of them as requests at once.
    private static double BusyMinutes(Workload work, double busySeconds)
    {
        double minutesWithSomeRequest = Math.Min(Month.Minutes, work.Requests);
        double instances = Math.Max(1, busySeconds / (Month.Minutes * 60));
        return minutesWithSomeRequest * instances;
    }

    /// <summary>What a million page views more cost, where no allowance is left: the slope of the bill.</summary>
    public static double AMillionMore(Workload work)
    {
        double less = Of(work, allowances: false).Sum(line => line.Dollars);
        double more = Of(work with { Pageviews = work.Pageviews * 1.1, Sites = work.Sites }, allowances: false).Sum(line => line.Dollars);
        return (more - less) / (work.Pageviews * 0.1) * 1e6;
    }
}
