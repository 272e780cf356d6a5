using Analytics.Functions.Configuration;
using Analytics.Functions.Http;
using Analytics.Functions.Places;
using Analytics.Store.Inputs;
using System.Net;
using Analytics.Functions.Hosting;
using Analytics.Store;

namespace Analytics.Functions.Tests.Configuration;

public class SettingsTests
{
    [Fact]
    public void Nothing_has_to_be_set_on_a_laptop()
    {
        Settings settings = Parse([]);

        Assert.Equal("Analytics", settings.Table);
        Assert.Equal("AnalyticsSalts", settings.SaltsTable);
        Assert.Equal(["http://127.0.0.1:5080"], settings.Urls);
        Assert.Equal("/clone/.data", settings.DataFolder);
        Assert.Equal("us-east-1", settings.Region);
        Assert.True(settings.TrustedProxies.Contains(IPAddress.Loopback));
        Assert.True(settings.TrustedProxies.Contains(IPAddress.IPv6Loopback));
        Assert.False(settings.InMemory || settings.InLambda || settings.HasAwsCredentials);
        Assert.Null(settings.DynamoDbEndpoint);
        Assert.Null(settings.AdminEmail);
        Assert.Null(settings.AdminPassword);
        Assert.Null(settings.BootstrapKey);
        Assert.Null(settings.CountryHeader);
        Assert.Same(AddressPlaces.Shipped, settings.Places);
    }

    [Theory]
    [InlineData("/stats", "/stats")]
    [InlineData("/a/b-c.d_e~f/", "/a/b-c.d_e~f")]
    [InlineData("/", "")]
    public void A_path_is_kept_without_the_slash_at_its_end(string set, string kept) => Assert.Equal(kept, Parse([("ANALYTICS_PATH", set)]).Path);

    [Theory]
    [InlineData("stats")]
    [InlineData("/a//b")]
    [InlineData("/a/../b")]
    [InlineData("/a b")]
    [InlineData("/a?b")]
    [InlineData("https://example.com/stats")]
    public void A_path_that_no_address_has_is_refused_by_name(string set) =>
        Assert.Equal("ANALYTICS_PATH", Assert.Single(Assert.Throws<AnalyticsInputException>(() => Parse([("ANALYTICS_PATH", set)])).Faults).Field);

    [Fact]
    public void Everything_can_be_set()
    {
        Settings settings = Parse(
            [
                ("ANALYTICS_ADMIN_EMAIL", "ann@example.com"), ("ANALYTICS_ADMIN_PASSWORD", "correct horse"), ("ANALYTICS_BOOTSTRAP_KEY", "key-1"),
                ("ANALYTICS_TABLE", "Stats"), ("DYNAMODB_ENDPOINT", "http://127.0.0.1:8000"), ("ASPNETCORE_URLS", "http://*:80;https://localhost:5443"),
                ("ANALYTICS_TRUSTED_PROXIES", "10.0.0.0/8, 2001:db8::1"), ("ANALYTICS_DATA", "/var/data"), ("AWS_REGION", "eu-north-1"),
                ("AWS_PROFILE", "me"), ("PATH", "/bin"), ("JAVA_HOME", "/java"), ("ANALYTICS_EXPORT_BUCKET", "my.days-1"), ("ANALYTICS_EXPORT_ENDPOINT", "http://127.0.0.1:9000"),
            ]);

        Assert.Equal("ann@example.com", settings.AdminEmail);
        Assert.Equal("correct horse", settings.AdminPassword);
        Assert.Equal("key-1", settings.BootstrapKey);
        Assert.Equal(("Stats", "StatsSalts"), (settings.Table, settings.SaltsTable));
        Assert.Equal(new Uri("http://127.0.0.1:8000"), settings.DynamoDbEndpoint);
        Assert.Equal(["http://*:80", "https://localhost:5443"], settings.Urls);
        Assert.True(settings.TrustedProxies.Contains(IPAddress.Parse("10.1.2.3")));
        Assert.False(settings.TrustedProxies.Contains(IPAddress.Loopback), "What is set replaces the default.");
        Assert.Equal("/var/data", settings.DataFolder);
        Assert.Equal("eu-north-1", settings.Region);
        Assert.True(settings.HasAwsCredentials);
        Assert.Equal(("/bin", "/java"), (settings.SearchPath, settings.JavaHome));
        Assert.Equal(("my.days-1", new Uri("http://127.0.0.1:9000")), (settings.ExportBucket, settings.ExportEndpoint));
    }

    [Theory]
    [InlineData("s3://days", "ANALYTICS_EXPORT_BUCKET")]
    [InlineData("Days", "ANALYTICS_EXPORT_BUCKET")]
    [InlineData("ab", "ANALYTICS_EXPORT_BUCKET")]
    [InlineData("-days", "ANALYTICS_EXPORT_BUCKET")]
    [InlineData("", "ANALYTICS_EXPORT_ENDPOINT")]
    public void Days_are_exported_to_a_bucket_by_its_name(string bucket, string fault) =>
        Assert.Equal([fault], Faults([("ANALYTICS_EXPORT_BUCKET", bucket), ("ANALYTICS_EXPORT_ENDPOINT", "http://127.0.0.1:9000")]));

    [Fact]
    public void A_database_of_places_that_cannot_be_used_ends_the_start_with_words()
    {
        string folder = Directory.CreateTempSubdirectory().FullName;
        try
        {
            string whole = PlaceFile.Write(folder, "GeoLite2-Country", ("8.8.8.0/24", new Dictionary<string, object> { ["country_code"] = "US" }));
            string systems = PlaceFile.Write(folder, "GeoLite2-ASN", ("8.8.8.0/24", new Dictionary<string, object> { ["autonomous_system_number"] = 15169u }));
            string torn = Path.Combine(folder, "torn.mmdb"), empty = Path.Combine(folder, "empty.mmdb"), text = Path.Combine(folder, "text.mmdb");
            File.WriteAllBytes(torn, File.ReadAllBytes(whole)[..^20]);
            File.WriteAllBytes(empty, []);
            File.WriteAllText(text, new string('x', 100_000));

            Assert.Equal("GeoLite2-Country", Parse([("ANALYTICS_GEO_DATABASE", whole)]).Places.Database!.Name);
            Assert.Null(Parse([("ANALYTICS_GEO_DATABASE", "none")]).Places.Database);
            Assert.Equal("names no file that can be read", Problem(Path.Combine(folder, "absent.mmdb")));
            Assert.Equal("names no file that can be read", Problem(folder));
            Assert.All([torn, empty, text, typeof(SettingsTests).Assembly.Location], path => Assert.Equal("is no whole database in MaxMind's format (.mmdb)", Problem(path)));
            Assert.StartsWith("is a database without countries", Problem(systems), StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        static string Problem(string path)
        {
            InputFault fault = Assert.Single(Assert.Throws<AnalyticsInputException>(() => Parse([("ANALYTICS_GEO_DATABASE", path)])).Faults);
            Assert.Equal("ANALYTICS_GEO_DATABASE", fault.Field);
            return fault.Problem;
        }
    }

    [Theory]
    [InlineData("CF-IPCountry", true)]
    [InlineData("CF IPCountry", false)]
    [InlineData("CF-IPCountry:", false)]
    public void The_header_of_the_country_is_a_name(string header, bool isOne) =>
        Assert.Equal(isOne ? header : "ANALYTICS_COUNTRY_HEADER", isOne ? Parse([("ANALYTICS_COUNTRY_HEADER", header)]).CountryHeader : Assert.Single(Faults([("ANALYTICS_COUNTRY_HEADER", header)])));

    [Fact]
    public void The_command_line_speaks_louder_than_the_environment()
    {
        Assert.Equal(["http://127.0.0.1:1"], Parse([("ASPNETCORE_URLS", "http://127.0.0.1:2")], "--urls", "http://127.0.0.1:1").Urls);
        Assert.Equal(["http://127.0.0.1:1"], Parse([], "--urls=http://127.0.0.1:1", "--environment", "Production").Urls);
        Assert.True(Parse([], "--in-memory").InMemory);
    }

    [Fact]
    public void An_empty_variable_is_not_set() =>
        Assert.Equal("Analytics", Parse([("ANALYTICS_TABLE", ""), ("DYNAMODB_ENDPOINT", ""), ("ANALYTICS_ADMIN_EMAIL", "")]).Table);

    [Fact]
    public void Every_fault_is_reported_at_once()
    {
        var failure = Assert.Throws<AnalyticsInputException>(() => Parse(
            [
                ("ANALYTICS_ADMIN_EMAIL", "not an address"), ("ANALYTICS_BOOTSTRAP_KEY", "two words"), ("ANALYTICS_TABLE", "a/b"),
                ("ANALYTICS_SALTS_TABLE", "x"), ("DYNAMODB_ENDPOINT", "localhost:8000"), ("ASPNETCORE_URLS", "5080"),
                ("ANALYTICS_TRUSTED_PROXIES", "10.0.0.0/8, proxy"), ("ANALYTICS_DATA", typeof(SettingsTests).Assembly.Location),
            ],
            "--inmemory", "--urls"));

        Assert.Equal(
            [
                "--inmemory", "--urls", "ANALYTICS_TABLE", "DYNAMODB_ENDPOINT", "ANALYTICS_BOOTSTRAP_KEY", "ANALYTICS_ADMIN_EMAIL",
                "ANALYTICS_SALTS_TABLE", "ANALYTICS_DATA", "ANALYTICS_TRUSTED_PROXIES",
            ],
            failure.Faults.Select(f => f.Field).Where(f => f != "ASPNETCORE_URLS"));
        Assert.All(failure.Faults, f => Assert.DoesNotContain("not an address", f.Problem));
    }

    [Theory]
    [InlineData("5080")]
    [InlineData("ftp://127.0.0.1")]
    [InlineData("http://127.0.0.1:99999")]
    [InlineData(";")]
    [InlineData("http://")]
    public void An_address_that_cannot_be_listened_on_is_refused(string url) => Assert.Equal(["ASPNETCORE_URLS"], Faults([("ASPNETCORE_URLS", url)]));

    [Fact]
    public void The_salts_never_share_the_table_that_is_backed_up() =>
        Assert.Equal(["ANALYTICS_SALTS_TABLE"], Faults([("ANALYTICS_TABLE", "Same"), ("ANALYTICS_SALTS_TABLE", "Same")]));

    [Fact]
    public void A_named_database_cannot_be_in_memory() =>
        Assert.Equal(["--in-memory"], Faults([("DYNAMODB_ENDPOINT", "http://127.0.0.1:8000")], "--in-memory"));

    [Fact]
    public void In_Lambda_the_tables_are_named_and_no_proxy_is_believed()
    {
        Settings settings = Parse(
            [("AWS_LAMBDA_RUNTIME_API", "127.0.0.1:9001"), ("AWS_LAMBDA_FUNCTION_NAME", "Collect"), ("ANALYTICS_TABLE", "T-1"), ("ANALYTICS_SALTS_TABLE", "T-2")]);

        Assert.True(settings.InLambda);
        Assert.Equal(("127.0.0.1:9001", "Collect"), (settings.LambdaRuntimeApi, settings.LambdaFunctionName));
        Assert.Empty(settings.Urls);
        Assert.False(settings.TrustedProxies.Contains(IPAddress.Loopback));
    }

    [Fact]
    public void In_Lambda_a_bootstrap_key_and_missing_tables_are_refused() => Assert.Equal(
        ["ANALYTICS_TABLE", "ANALYTICS_BOOTSTRAP_KEY", "ANALYTICS_SALTS_TABLE"],
        Faults([("AWS_LAMBDA_RUNTIME_API", "127.0.0.1:9001"), ("ANALYTICS_BOOTSTRAP_KEY", "key")]));

    [Theory]
    [InlineData("", "All")]
    [InlineData("all", "All")]
    [InlineData("collect", "Collect")]
    [InlineData("api", "Api")]
    [InlineData("front", "Front")]
    [InlineData("maintain", "Maintain")]
    public void A_process_has_a_role(string text, string role) => Assert.Equal(role, Parse([("ANALYTICS_ROLE", text)]).Role.ToString());

    [Fact]
    public void What_the_stack_sets_is_checked_like_everything_else() => Assert.Equal(
        ["ANALYTICS_ROLE", "ANALYTICS_RESPONSE_STREAM", "ANALYTICS_METRICS_NAMESPACE", "ANALYTICS_ORIGIN_SECRET"],
        Faults([("ANALYTICS_ROLE", "Collect"), ("ANALYTICS_RESPONSE_STREAM", "yes"), ("ANALYTICS_METRICS_NAMESPACE", "a b"), ("ANALYTICS_ORIGIN_SECRET", "guessable")]));

    [Fact]
    public void Settings_do_not_print_their_secrets() =>
        Assert.DoesNotContain("secret", Parse([("ANALYTICS_ADMIN_PASSWORD", "secret"), ("ANALYTICS_BOOTSTRAP_KEY", "secret")]).ToString());

    private static string[] Faults((string Name, string Value)[] environment, params string[] args) =>
        [.. Assert.Throws<AnalyticsInputException>(() => Parse(environment, args)).Faults.Select(f => f.Field)];

    private static Settings Parse((string Name, string Value)[] environment, params string[] args) =>
        Settings.Parse(name => environment.FirstOrDefault(e => e.Name == name).Value, args, "/clone/.data");
}
