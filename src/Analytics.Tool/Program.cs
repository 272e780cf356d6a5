using Analytics.Tool;
using Analytics.Tool.Terminal;

return await AnalyticsCommand.RunAsync(args, CommandContext.OfProcess());
