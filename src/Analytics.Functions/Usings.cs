// The framework's logging has an EventId of its own.
global using EventId = Analytics.Store.Events.EventId;
