namespace Analytics.Engine.Exports;

/// <summary>A bucket cannot be written. Nothing is lost by it: days are laid there when it can.</summary>
/// <param name="message">What is wrong and what to do, for whoever runs the deployment.</param>
/// <param name="inner">What was told of it.</param>
public sealed class BucketException(string message, Exception? inner = null) : Exception(message, inner);
