import Foundation

/// The text of slurm.conf for a cluster of one node that needs no root, no systemd and no control groups.
struct SlurmConfiguration {
    var settings: SlurmServer.Settings
    /// Where the controller and the node listen.
    var ports: (controller: Int, node: Int)
    /// Where its files are.
    var folder: String
    var user: String

    /// The node's name; the daemons know themselves by it, so that nobody has to resolve the machine's.
    static let node = "lab"

    var text: String {
        """
        ClusterName=lab
        SlurmctldHost=localhost(127.0.0.1)
        SlurmUser=\(user)
        SlurmdUser=\(user)
        AuthType=auth/munge
        CredType=cred/munge
        # A job that is queued again waits for its credential to run out: 120 s unless told otherwise, 5 at least.
        AuthInfo=socket=\(folder)/munge.socket,cred_expire=5
        SlurmctldPort=\(ports.controller)
        SlurmdPort=\(ports.node)
        SlurmctldPidFile=\(folder)/slurmctld.pid
        SlurmdPidFile=\(folder)/slurmd.pid
        StateSaveLocation=\(folder)/controller
        SlurmdSpoolDir=\(folder)/node
        SlurmctldDebug=info
        SlurmdDebug=info
        MpiDefault=none
        SwitchType=switch/none
        ProctrackType=proctrack/linuxproc
        TaskPlugin=task/none
        JobAcctGatherType=jobacct_gather/none
        AccountingStorageType=accounting_storage/none
        JobCompType=jobcomp/none
        SchedulerType=sched/backfill
        SchedulerParameters=sched_interval=1,bf_interval=1,batch_sched_delay=0,sched_min_interval=0
        SelectType=select/cons_tres
        SelectTypeParameters=CR_Core
        ReturnToService=2
        # A busy machine keeps daemons waiting that have nothing wrong with them.
        SlurmctldTimeout=300
        SlurmdTimeout=300
        MessageTimeout=\(settings.messageSeconds)
        BatchStartTimeout=240
        InactiveLimit=0
        MinJobAge=\(settings.memorySeconds)
        KillWait=3
        Waittime=0
        JobRequeue=1
        \(settings.requeuesOn75 ? "RequeueExit=75" : "")
        MaxArraySize=\(settings.maxArraySize)
        MaxJobCount=\(settings.maxJobCount)
        # The node is what the test says, whatever the machine is.
        SlurmdParameters=config_overrides
        NodeName=\(Self.node) NodeHostname=localhost NodeAddr=127.0.0.1 CPUs=\(settings.processors) RealMemory=65536
        PartitionName=lab Nodes=\(Self.node) Default=YES MaxTime=01:00:00 State=UP OverSubscribe=NO

        """
    }
}
