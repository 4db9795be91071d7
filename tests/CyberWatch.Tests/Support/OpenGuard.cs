using CyberWatch.Scanner.Net;

namespace CyberWatch.Tests.Support;

/// <summary>A guard for tests of what lies behind it: allows everything but what it was told to deny, and keeps what it was asked and taught.</summary>
internal sealed class OpenGuard : IScopeGuard
{
    private readonly List<Question> _asked = [];
    private readonly List<Watching> _watches = [];

    public Func<Question, string?> Deny { get; set; } = _ => null;
    public Func<string, bool> Inside { get; set; } = _ => true;
    public List<Lead> Learned { get; } = [];

    public IReadOnlyList<Question> Asked
    {
        get
        {
            lock (_asked)
                return [.. _asked];
        }
    }

    public Clearance Ask(Question question)
    {
        lock (_asked)
            _asked.Add(question);

        return Deny(question) is { } because ? new Clearance.Denied(because) : new Clearance.Allowed("test");
    }

    public void Learn(Lead lead)
    {
        lock (Learned)
            Learned.Add(lead);
    }

    public bool Covers(string name) => Inside(name);

    public ScopeWatch Watch(Question question)
    {
        var watch = new Watching(this, question);
        lock (_watches)
            _watches.Add(watch);

        watch.Look();
        return watch;
    }

    /// <summary>Looks at all watches again, after <see cref="Deny"/> was changed.</summary>
    public void LookAgain()
    {
        lock (_watches)
            _watches.ForEach(watch => watch.Look());
    }

    private sealed class Watching(OpenGuard guard, Question question) : ScopeWatch
    {
        private readonly CancellationTokenSource _ended = new();
        private string? _because;

        public override CancellationToken Ended => _ended.Token;
        public override string? Because => _because;

        public void Look()
        {
            if (_because is null && guard.Deny(question) is { } because)
            {
                _because = because;
                _ended.Cancel();
            }
        }

        public override void Dispose() => _ended.Dispose();
    }
}
