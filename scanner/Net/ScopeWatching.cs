namespace CyberWatch.Scanner.Net;

/// <summary>A watch of the guard's: asks again whenever the guard has read perimeter and mandates.</summary>
internal sealed class ScopeWatching(Func<Clearance> ask, Action<ScopeWatching> forget) : ScopeWatch
{
    private readonly CancellationTokenSource _ended = new();
    private string? _because;

    public override CancellationToken Ended => _ended.Token;
    public override string? Because => _because;

    public void Look()
    {
        if (_because is not null || ask() is not Clearance.Denied denied)
            return;

        _because = denied.Because;
        _ended.Cancel();
    }

    // the source holds no timer, so that it needs no disposing; a late Look must not meet a disposed one
    public override void Dispose() => forget(this);
}
