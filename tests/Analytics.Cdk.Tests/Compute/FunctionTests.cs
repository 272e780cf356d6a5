using Analytics.Functions.Configuration;
using System.Text.Json.Nodes;
using Analytics.Testing.Lambda;

namespace Analytics.Cdk.Tests.Compute;

public sealed class FunctionTests(Templates templates)
{
    private static string[] Roles(JsonObject template) => [.. Templates.All(template, "AWS::Lambda::Function")
        .Select(function => function.Value["Environment"]?["Variables"]?["ANALYTICS_ROLE"]?.GetValue<string>()).OfType<string>().Order(StringComparer.Ordinal)];

    [Theory]
    [InlineData("cdn", "api", "collect", "maintain")]
    [InlineData("cdn-url", "api", "collect", "maintain")]
    [InlineData("http", "api", "collect", "maintain")]
    [InlineData("url", "front", "maintain")]
    public void One_published_folder_is_started_in_the_roles_that_a_front_needs(string front, params string[] roles)
    {
        JsonObject template = templates.Of("front=" + front);

        Assert.Equal(roles, Roles(template));
        Assert.Single(roles.Select(role => Templates.Function(template, role)["Code"]!.ToJsonString()).Distinct());
    }

    [Theory]
    [InlineData("collect", 512, 25)]
    [InlineData("api", 1769, 29)]
    [InlineData("maintain", 1769, 900)]
    public void A_function_runs_portable_code_on_arm(string role, int memory, int timeout)
    {
        JsonNode function = Templates.Function(templates.Kept, role);

        Assert.Equal(("dotnet10", "Analytics.Functions", "arm64"), (Templates.Text(function["Runtime"]), Templates.Text(function["Handler"]), Templates.Text(function["Architectures"]![0])));
        Assert.Equal((memory, timeout), (function["MemorySize"]!.GetValue<int>(), function["Timeout"]!.GetValue<int>()));
    }

    [Theory]
    [InlineData("ready-to-run", "dotnet10", "Analytics.Functions")]
    [InlineData("native", "provided.al2023", "bootstrap")]
    public void Code_that_is_compiled_ahead_runs_on_the_processor_that_it_is_compiled_for(string code, string runtime, string handler) => Assert.All(
        ["api", "collect", "maintain"],
        role =>
        {
            JsonNode function = Templates.Function(templates.Of("code=" + code), role);
            Assert.Equal((runtime, handler, "x86_64"), (Templates.Text(function["Runtime"]), Templates.Text(function["Handler"]), Templates.Text(function["Architectures"]![0])));
        });

    [Theory]
    [InlineData("cdn", "api", "maintain")]
    [InlineData("url", "front", "maintain")]
    public void Maintenance_and_the_functions_that_report_on_it_know_the_bucket(string front, params string[] roles)
    {
        static bool Knows(JsonObject template, string role) => Templates.Function(template, role)["Environment"]!["Variables"]!["ANALYTICS_EXPORT_BUCKET"] is not null;
        JsonObject with = templates.Of("front=" + front, "exportBucket=true"), without = templates.Of("front=" + front);

        Assert.Equal(roles, Roles(with).Where(role => Knows(with, role)));
        Assert.DoesNotContain(Roles(without), role => Knows(without, role));
    }

    [Fact]
    public void No_instance_is_reserved_unless_asked_for_because_a_new_account_has_none_to_spare()
    {
        Assert.All(Templates.All(templates.Kept, "AWS::Lambda::Function"), function => Assert.Null(function.Value["ReservedConcurrentExecutions"]));

        JsonObject asked = templates.Of("maintainConcurrency=2", "collectConcurrency=50", "tracing=true");
        Assert.Equal(2, Templates.Function(asked, "maintain")["ReservedConcurrentExecutions"]!.GetValue<int>());
        Assert.Equal(50, Templates.Function(asked, "collect")["ReservedConcurrentExecutions"]!.GetValue<int>());
        Assert.Null(Templates.Function(asked, "api")["ReservedConcurrentExecutions"]);
    }

    [Fact]
    public void Calls_are_traced_only_when_asked_for()
    {
        Assert.All(Roles(templates.Kept), role => Assert.Null(Templates.Function(templates.Kept, role)["TracingConfig"]));
        JsonObject traced = templates.Of("maintainConcurrency=2", "collectConcurrency=50", "tracing=true");
        Assert.All(Roles(traced), role => Assert.Equal("Active", Templates.Text(Templates.Function(traced, role)["TracingConfig"]!["Mode"])));
    }

    [Fact]
    public void Every_function_logs_json_into_a_log_of_its_own_that_ends_and_says_nothing_at_every_call()
    {
        KeyValuePair<string, JsonNode>[] functions = [.. Templates.All(templates.Kept, "AWS::Lambda::Function")];
        string[] logs = [.. functions.Select(function => Templates.Text(function.Value["LoggingConfig"]!["LogGroup"]!["Ref"]))];

        Assert.All(functions, function => Assert.Equal(("JSON", "WARN"), (Templates.Text(function.Value["LoggingConfig"]!["LogFormat"]), Templates.Text(function.Value["LoggingConfig"]!["SystemLogLevel"]))));
        Assert.Equal(functions.Length, logs.Distinct().Count());
        Assert.All(logs, log => Assert.Equal(30, templates.Kept["Resources"]![log]!["Properties"]!["RetentionInDays"]!.GetValue<int>()));
        Assert.All(Templates.All(templates.Of("keep=false", "logDays=7"), "AWS::Logs::LogGroup"), log => Assert.Equal(7, log.Value["RetentionInDays"]!.GetValue<int>()));
    }

    [Fact]
    public void Settings_are_what_each_role_needs()
    {
        string[] common = ["ANALYTICS_DAILY_EVENTS", "ANALYTICS_METRICS_NAMESPACE", "ANALYTICS_OVER_BUDGET", "ANALYTICS_ROLE", "ANALYTICS_SALTS_TABLE", "ANALYTICS_TABLE"];

        Assert.Equal([.. common, "ANALYTICS_ORIGIN_SECRET"], Settings("cdn", "collect"), Same);
        Assert.Equal([.. common, "ANALYTICS_ORIGIN_SECRET"], Settings("cdn", "api"), Same);
        Assert.Equal([.. common, "ANALYTICS_ORIGIN_SECRET"], Settings("cdn-url", "collect"), Same);
        Assert.Equal([.. common, "ANALYTICS_ORIGIN_SECRET", "ANALYTICS_RESPONSE_STREAM"], Settings("cdn-url", "api"), Same);
        Assert.Equal(common, Settings("http", "api"), Same);
        Assert.Equal([.. common, "ANALYTICS_RESPONSE_STREAM"], Settings("url", "front"), Same);
        Assert.All(new[] { "cdn", "cdn-url", "http", "url" }, front => Assert.Equal([.. common, "ANALYTICS_ADMIN_EMAIL", "ANALYTICS_ADMIN_PASSWORD"], Settings(front, "maintain"), Same));
    }

    [Theory]
    [InlineData("collect")]
    [InlineData("api")]
    [InlineData("maintain")]
    public void A_function_is_started_as_the_tests_and_the_benchmarks_start_it(string role)
    {
        JsonObject variables = Variables(templates.Kept, role);

        Assert.All(LambdaProcess.Runtime, told => Assert.Equal(told.Value, Templates.Text(variables[told.Key])));
    }

    [Fact]
    public void A_days_budget_and_the_owner_reach_the_server()
    {
        JsonObject template = templates.Of("dailyEvents=1000000", "ownerEmail=me@example.com", "environment=staging");
        JsonNode settings = Templates.Function(template, "maintain")["Environment"]!["Variables"]!;

        Assert.Equal(("1000000", "me@example.com", "Analytics-staging"), (Templates.Text(settings["ANALYTICS_DAILY_EVENTS"]), Templates.Text(settings["ANALYTICS_ADMIN_EMAIL"]), Templates.Text(settings["ANALYTICS_METRICS_NAMESPACE"])));
    }

    [Fact]
    public void Maintenance_is_called_every_minute_with_what_the_server_knows_it_by_and_tried_again()
    {
        JsonNode rule = Templates.One(templates.Kept, "AWS::Events::Rule");
        JsonNode target = Assert.Single(rule["Targets"]!.AsArray())!;

        Assert.Equal(("rate(1 minute)", "ENABLED", """{"analytics":"maintain"}"""), (Templates.Text(rule["ScheduleExpression"]), Templates.Text(rule["State"]), Templates.Text(target["Input"])));
        Assert.Equal(2, target["RetryPolicy"]!["MaximumRetryAttempts"]!.GetValue<int>());
        Assert.StartsWith("DeadLetters", Templates.Text(target["DeadLetterConfig"]!["Arn"]!["Fn::GetAtt"]![0]), StringComparison.Ordinal);
        JsonNode failed = Templates.One(templates.Kept, "AWS::Lambda::EventInvokeConfig");
        Assert.Equal(1, failed["MaximumRetryAttempts"]!.GetValue<int>());
        Assert.StartsWith("DeadLetters", Templates.Text(failed["DestinationConfig"]!["OnFailure"]!["Destination"]!["Fn::GetAtt"]![0]), StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_given_up_waits_for_a_person_encrypted_and_is_told_by_tls_alone()
    {
        JsonNode queue = Templates.One(templates.Kept, "AWS::SQS::Queue");

        Assert.True(queue["SqsManagedSseEnabled"]!.GetValue<bool>());
        Assert.Equal(14 * 24 * 3600, queue["MessageRetentionPeriod"]!.GetValue<int>());
        Assert.Contains("\"aws:SecureTransport\":\"false\"", Templates.One(templates.Kept, "AWS::SQS::QueuePolicy").ToJsonString(), StringComparison.Ordinal);
    }

    private static bool Same(IEnumerable<string> expected, IEnumerable<string> actual) => expected.Order(StringComparer.Ordinal).SequenceEqual(actual.Order(StringComparer.Ordinal));

    private IEnumerable<string> Settings(string front, string role) => Variables(templates.Of("front=" + front), role).Select(variable => variable.Key).Except(LambdaProcess.Runtime.Keys);

    private static JsonObject Variables(JsonObject template, string role) => Templates.Function(template, role)["Environment"]!["Variables"]!.AsObject();
}
