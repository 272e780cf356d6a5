namespace Analytics.Cdk.Publishing;

/// <summary>The server could not be published, so there is nothing to deploy.</summary>
public sealed class PublishException(string message) : Exception(message);
