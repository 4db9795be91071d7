using System.Collections.Concurrent;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace CyberWatch.Tests.Support;

/// <summary>What a program logs, kept instead of written: by the formatter that its console has, or as plain words.</summary>
internal sealed class RenderedLogs(ConsoleFormatter? formatter = null) : ILoggerProvider, ISupportExternalScope
{
    private readonly ConcurrentQueue<string> _lines = new();
    private IExternalScopeProvider _scopes = new LoggerExternalScopeProvider();

    public IReadOnlyCollection<string> Lines => _lines;

    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => _scopes = scopeProvider;

    public void Dispose() => _lines.Clear();

    private sealed class Logger(RenderedLogs logs, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => logs._scopes.Push(state);

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        )
        {
            using var line = new StringWriter();
            if (logs.Formatter is { } json)
                json.Write(new LogEntry<TState>(logLevel, category, eventId, state, exception, formatter), logs._scopes, line);
            else
                line.Write(formatter(state, exception));
            logs._lines.Enqueue(line.ToString());
        }
    }

    private ConsoleFormatter? Formatter { get; } = formatter;
}
