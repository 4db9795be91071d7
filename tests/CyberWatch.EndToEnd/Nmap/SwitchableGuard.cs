using CyberWatch.Scanner.Net;

namespace CyberWatch.EndToEnd.Nmap;

/// <summary>Allows loopback until it is closed; the real guard's own tests are elsewhere.</summary>
internal sealed class SwitchableGuard : IScopeGuard
{
    private readonly List<Watching> _watches = [];

    public Func<Question, string?> Closed { get; set; } = _ => null;

    public Clearance Ask(Question question) =>
        Closed(question) is { } because ? new Clearance.Denied(because) : new Clearance.Allowed("loopback");

    public void Learn(Lead lead) { }

    public bool Covers(string name) => true;

    public void Close(string because)
    {
        Closed = _ => because;
        lock (_watches)
            _watches.ForEach(watch => watch.Look());
    }

    public ScopeWatch Watch(Question question)
    {
        var watch = new Watching(this, question);
        lock (_watches)
            _watches.Add(watch);

        watch.Look();
        return watch;
    }

    private sealed class Watching(SwitchableGuard guard, Question question) : ScopeWatch
    {
        private readonly CancellationTokenSource _ended = new();
        private string? _because;

        public override CancellationToken Ended => _ended.Token;
        public override string? Because => _because;

        public void Look()
        {
            _because ??= guard.Closed(question);
            if (_because is not null)
                _ended.Cancel();
        }

        public override void Dispose()
        {
            lock (guard._watches)
                guard._watches.Remove(this);
        }
    }
}
