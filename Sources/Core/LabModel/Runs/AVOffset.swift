/// One beep of a stream whose sound is locked to its frames: the picture with which it was made, and when both are presented.
public struct AVOffset: Hashable, Sendable, Codable {
    /// The number of the frame with which the beep was made.
    public var number: FrameNumber
    /// When that frame's picture was decoded, by the receiver's clock.
    public var decoded: WallTime
    /// The picture's time on the stream's own clock.
    public var picture: Latency
    /// The time of the sound's onset on the stream's own clock.
    public var sound: Latency

    /// Makes one; each argument is the property of its name.
    public init(number: FrameNumber, decoded: WallTime, picture: Latency, sound: Latency) {
        self.number = number
        self.decoded = decoded
        self.picture = picture
        self.sound = sound
    }

    /// Picture − sound: above 0 where the picture comes later.
    public var offset: Latency {
        picture - sound
    }
}
